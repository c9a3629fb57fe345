package dev.cloudshelf.kernel;

/** Makes texts harmless in spreadsheets, which take some for formulas (OWASP, CSV injection). */
public final class SpreadsheetText {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private SpreadsheetText() {}

    /**
     * Returns the text of a cell with an apostrophe before it where a spreadsheet would run it.
     *
     * @param cell a text of somebody else; not a number of our own, which may begin with a minus
     */
    public static String safe(String cell) {
        return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
