package dev.cloudshelf.kernel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientTest {

    private static final Recipient ANN = Recipient.of("Ann", "Reader", "ann@example.com");

    @ParameterizedTest
    @CsvSource({"Ann, Reader, Ann Reader", "' Ann', '', Ann", "'', Reader, Reader", "'', ' ', ''"})
    void aNameIsWhatThereIsOfIt(String first, String last, String name) {
        assertThat(Recipient.of(first, last, "ann@example.com").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "ann@",
                "@example.com",
                "ann@example.com\r\nBcc: b@example.com",
                "ann@example.com,b@example.com",
                "ann@example.com b@example.com",
                "<ann@example.com>",
                "ann\u0000@example.com"
            })
    void anAddressThatIsNoneIsNotWrittenToNorRepeated(String email) {
        assertThatThrownBy(() -> Recipient.of("Ann", "Reader", email))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not an address to write to");
    }

    @Test
    void neitherARecipientNorALetterTellsALogTheAddress() {
        Letter letter = new Letter("42-greeting", Instant.EPOCH, ANN, "Reader", "ann@example.com");

        assertThat(ANN.toString()).doesNotContain("ann@example.com", "Reader");
        assertThat(letter.toString()).doesNotContain("ann@example.com", "Reader");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../passwd", "a b", "a.b", "a@b", "a\r\nBcc: b"})
    void aLettersIdIsSafeInAFilesNameAndInAHeader(String id) {
        assertThatThrownBy(() -> new Letter(id, Instant.EPOCH, ANN, "subject", "text\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
