package dev.cloudshelf.catalog.domain;

/** What became of a change of a book by hand. */
public sealed interface BookChange {

    record Done(Book book) implements BookChange {}

    record Deleted() implements BookChange {}

    record NoSuchBook() implements BookChange {}

    /** Somebody changed the book since the caller read it. */
    record Stale() implements BookChange {}

    /** Another book has this ISBN. */
    record IsbnTaken() implements BookChange {}

    /** Copies of it are held for orders that are not confirmed yet. */
    record Held() implements BookChange {}
}
