package dev.cloudshelf.systemtests;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ./cloudshelf import} reports at its end.
 *
 * @param reasons the rejected rows that it shows, such as {@code line 7: author is missing}
 */
record ImportReport(
        int created, int updated, int unchanged, int skipped, int rejected, List<String> reasons) {

    private static final Pattern REASON = Pattern.compile("(?m)^ +(line [\\d,]+: .+)$");

    static ImportReport of(String printed) {
        return new ImportReport(
                count("created", printed),
                count("updated", printed),
                count("unchanged", printed),
                count("skipped", printed),
                count("rejected", printed),
                REASON.matcher(printed).results().map(found -> found.group(1)).toList());
    }

    private static int count(String name, String printed) {
        Matcher line = Pattern.compile("(?m)^ +" + name + " +([\\d,]+)$").matcher(printed);
        if (!line.find()) {
            throw new AssertionError("There is no line of '" + name + "' in:\n" + printed);
        }
        return Integer.parseInt(line.group(1).replace(",", ""));
    }

    /** Rows that are in the catalogue, whether this import brought them there or not. */
    int done() {
        return created + updated + unchanged;
    }
}
