package dev.cloudshelf.local.importer;

import java.util.Map;

/**
 * One row of a file, before anybody asks what it means.
 *
 * @param line where it begins; the file's first line is 1
 * @param values by column; a column that the row lacks is not there
 */
record SourceRow(long line, Map<String, String> values) {

    SourceRow {
        values = Map.copyOf(values);
    }

    /** The value without blanks around it, empty where the row says nothing. */
    String get(String column) {
        return values.getOrDefault(column, "").strip();
    }
}
