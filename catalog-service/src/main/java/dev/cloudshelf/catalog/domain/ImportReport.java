package dev.cloudshelf.catalog.domain;

import java.util.List;

/**
 * What an import did. What is counted here is committed.
 *
 * @param rejected the first {@link #REJECTED_MAX} rejected rows, in file order
 * @param rejectedCount all rejected rows
 * @param complete false when the file broke off or could not be read to its end
 */
public record ImportReport(
        long created,
        long updated,
        long unchanged,
        long rejectedCount,
        List<Rejected> rejected,
        boolean complete) {

    /** A report of a whole bad file still fits into memory and into a response. */
    public static final int REJECTED_MAX = 10_000;

    /**
     * A row that was not taken.
     *
     * @param line where it begins, 1 for the file's first line
     */
    public record Rejected(long line, String reason) {}

    public ImportReport {
        rejected = List.copyOf(rejected);
    }
}
