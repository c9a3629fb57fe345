package dev.cloudshelf.catalog.domain;

/** What became of a change of stock. */
public sealed interface StockChange {

    record Changed(Book book) implements StockChange {}

    record NoSuchBook() implements StockChange {}

    /** Somebody changed the book since the caller read it. */
    record Stale() implements StockChange {}

    /** The delta would take more copies than there are, or more than can be counted. */
    record OutOfRange(int onHand) implements StockChange {}
}
