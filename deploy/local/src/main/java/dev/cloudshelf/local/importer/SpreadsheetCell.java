package dev.cloudshelf.local.importer;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts of others in the file of rejected rows, which people open in spreadsheets: what a
 * spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection), and loses
 * it when the file is imported again. A text that already looks like that gets one more, so that
 * each comes back as it was.
 */
final class SpreadsheetCell {

    /** Begins the header of such a file, by which it is known. */
    static final List<String> REJECTED_ROWS = List.of("line", "reason", "title");

    private static final String FORMULA_START = "[=+\\-@\t\r]";
    private static final Pattern DANGEROUS = Pattern.compile("(?s)'*" + FORMULA_START + ".*");
    private static final Pattern WRITTEN = Pattern.compile("(?s)'+" + FORMULA_START + ".*");

    private SpreadsheetCell() {}

    static String write(String text) {
        return DANGEROUS.matcher(text).matches() ? "'" + text : text;
    }

    static String read(String cell) {
        return WRITTEN.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** Whether a file with these columns has cells that were written here. */
    static boolean isRejectedRows(List<String> columns) {
        int known = REJECTED_ROWS.size() - 1;
        return columns.size() >= known
                && columns.subList(0, known).equals(REJECTED_ROWS.subList(0, known));
    }
}
