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
    void aPasswordIsNotPrinted() {
        assertThat(new Password("correct horse").toString()).doesNotContain("horse");
        assertThat(new PasswordHash("$argon2id$...").toString()).doesNotContain("argon2id");
    }
}
