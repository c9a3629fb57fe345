package dev.cloudshelf.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Isbn13Test {

    @ParameterizedTest
    @CsvSource({
        "9780439023481, 9780439023481",
        "978-0-439-02348-1, 9780439023481",
        "978 0 439 02348 1, 9780439023481",
        "0439023483, 9780439023481",
        "0-439-02348-3, 9780439023481",
        "043942089X, 9780439420891",
        "043942089x, 9780439420891",
        "9791032305690, 9791032305690",
    })
    void bothFormsAreRead(String text, String digits) {
        assertThat(Isbn13.parse(text)).contains(new Isbn13(digits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "9780439023482",
                "0439023484",
                "9770439023481",
                "439023483",
                "9.78043902348e+12",
                "97804390234811",
                "X439023483",
                "978043902348X",
                "٩٧٨٠٤٣٩٠٢٣٤٨١"
            })
    void whatIsNoIsbnIsNotRead(String text) {
        assertThat(Isbn13.parse(text)).isEmpty();
    }

    @Test
    void wrongCheckDigitCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Isbn13("9780439023482"));
    }
}
