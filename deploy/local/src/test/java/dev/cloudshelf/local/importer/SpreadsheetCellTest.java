package dev.cloudshelf.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {

    private static final String DANGEROUS = "=+-@\t\r";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"https://evil.example\")",
                "+1",
                "-30- and other stories",
                "@SUM(A1)",
                "\t=1",
                "\r=1\nmore",
                "'=1",
                "''-1",
                "'",
                "'n Boek",
                "Emma",
                "1-2",
                ""
            })
    void whatIsWrittenRunsNothingAndComesBack(String text) {
        String cell = SpreadsheetCell.write(text);

        assertThat(cell.isEmpty() ? -1 : DANGEROUS.indexOf(cell.charAt(0))).isEqualTo(-1);
        assertThat(SpreadsheetCell.read(cell)).isEqualTo(text);
    }

    @Test
    void onlyWhatASpreadsheetWouldRunGetsAnApostrophe() {
        assertThat(SpreadsheetCell.write("=1")).isEqualTo("'=1");
        assertThat(SpreadsheetCell.write("'n Boek")).isEqualTo("'n Boek");
        assertThat(SpreadsheetCell.write("Emma")).isEqualTo("Emma");
    }

    @Test
    void aFileOfRejectedRowsIsKnownByItsFirstColumns() {
        assertThat(SpreadsheetCell.isRejectedRows(SpreadsheetCell.REJECTED_ROWS)).isTrue();
        assertThat(SpreadsheetCell.isRejectedRows(List.of("line", "reason", "title", "author")))
                .isTrue();
        assertThat(SpreadsheetCell.isRejectedRows(List.of("title", "line", "reason"))).isFalse();
        assertThat(SpreadsheetCell.isRejectedRows(List.of("line"))).isFalse();
    }
}
