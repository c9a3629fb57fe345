package dev.cloudshelf.catalog.domain;

/** The outcome of a change of one book by an administrator. */
public sealed interface BookChange {

    record Done(Book book) implements BookChange {}

    record Deleted() implements BookChange {}

    record NoSuchBook() implements BookChange {}

    /** Somebody else has changed the book since the caller read it. */
    record Stale() implements BookChange {}

    /** Another book has this ISBN. */
    record IsbnTaken() implements BookChange {}

    /** Copies are reserved for orders that are not confirmed yet. */
    record Held() implements BookChange {}
}
