package dev.cloudshelf.account.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordTest {

    @Test
    void eightToAHundredAndTwentyEightCharactersAreAcceptable() {
        assertThat(new Password("a".repeat(7)).isAcceptable()).isFalse();
        assertThat(new Password("a".repeat(8)).isAcceptable()).isTrue();
        assertThat(new Password("a".repeat(128)).isAcceptable()).isTrue();
        assertThat(new Password("a".repeat(129)).isAcceptable()).isFalse();
    }

    @Test
    void anEmojiIsOneCharacter() {
        assertThat(new Password("\uD83D\uDCDA".repeat(7)).isAcceptable()).isFalse();
        assertThat(new Password("\uD83D\uDCDA".repeat(8)).isAcceptable()).isTrue();
        assertThat(new Password("\uD83D\uDCDA".repeat(128)).isAcceptable()).isTrue();
    }

    @Test
    void composedAndDecomposedAccentsAreTheSamePassword() {
        assertThat(new Password("cafe\u0301 noir")).isEqualTo(new Password("caf\u00E9 noir"));
    }

    @Test
    void blanksAndCaseCount() {
        assertThat(new Password(" secret words ")).isNotEqualTo(new Password("secret words"));
        assertThat(new Password("Secret words")).isNotEqualTo(new Password("secret words"));
    }

    @Test
    void whatIsKnownOfAnAccountIsGuessable() {
        Email email = new Email("ada.reader7@example.org");
        for (String guess :
                new String[] {
                    "ada.reader7@example.org",
                    "Ada.Reader7@Example.org",
                    "ADA.READER7",
                    "ada.reader",
                    "2026ada.reader99",
                    "cloudshelf",
                    "CloudShelf",
                    "cloudshelf2026",
                    "1cloudshelf1",
                    "\uFF23loudshelf\uFF11",
                    "cloud\u200Bshelf"
                }) {
            assertThat(new Password(guess).isGuessableFor(email)).as(guess).isTrue();
        }
        for (String fine : new String[] {"ada.reader!", "my cloudshelf", "12345678", "7@example"}) {
            assertThat(new Password(fine).isGuessableFor(email)).as(fine).isFalse();
        }
    }

    @Test
    void aPasswordIsNotPrinted() {
        assertThat(new Password("correct horse").toString()).doesNotContain("horse");
        assertThat(new PasswordHash("$argon2id$...").toString()).doesNotContain("argon2id");
    }
}
