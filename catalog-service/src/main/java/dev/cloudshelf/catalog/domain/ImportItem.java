package dev.cloudshelf.catalog.domain;

/** What comes out of an import file, one after the other. */
public sealed interface ImportItem {

    record Row(BookRow row) implements ImportItem {}

    /** One row that cannot be read; the next one can. */
    record Unreadable(long line, String reason) implements ImportItem {}

    /** From here on the file cannot be read. */
    record Broken(long line, String reason) implements ImportItem {}
}
