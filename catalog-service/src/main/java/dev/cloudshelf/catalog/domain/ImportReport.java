package dev.cloudshelf.catalog.domain;

import java.util.List;

/**
 * The result of an import. All counted rows are committed.
 *
 * @param rejected the first {@link #REJECTED_MAX} rejected rows, in file order
 * @param rejectedCount all rejected rows
 * @param complete false when the file ended early or could not be read to its end
 */
public record ImportReport(
        long created,
        long updated,
        long unchanged,
        long rejectedCount,
        List<Rejected> rejected,
        boolean complete) {

    /**
     * Small enough for a report of a completely invalid file to fit into memory and into a
     * response.
     */
    public static final int REJECTED_MAX = 10_000;

    /**
     * A rejected row.
     *
     * @param line the line on which it begins, 1 for the file's first line
     */
    public record Rejected(long line, String reason) {}

    public ImportReport {
        rejected = List.copyOf(rejected);
    }
}
