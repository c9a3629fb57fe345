package dev.cloudshelf.catalog.domain;

/** One item of an import file. */
public sealed interface ImportItem {

    record Row(BookRow row) implements ImportItem {}

    /** A row that cannot be read; the following rows can. */
    record Unreadable(long line, String reason) implements ImportItem {}

    /** The point from which on the file cannot be read. */
    record Broken(long line, String reason) implements ImportItem {}
}
