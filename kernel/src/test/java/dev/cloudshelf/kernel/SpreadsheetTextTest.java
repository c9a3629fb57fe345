package dev.cloudshelf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadsheetTextTest {

    @Test
    void formulasGetAnApostrophe() {
        for (String start : new String[] {"=", "+", "-", "@", "\t", "\r"}) {
            assertThat(SpreadsheetText.safe(start + "1+1")).isEqualTo("'" + start + "1+1");
        }
    }

    @Test
    void otherTextsStayAsTheyAre() {
        assertThat(SpreadsheetText.safe("Dune = good")).isEqualTo("Dune = good");
        assertThat(SpreadsheetText.safe("")).isEmpty();
    }
}
