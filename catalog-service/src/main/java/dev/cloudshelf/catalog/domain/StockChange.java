package dev.cloudshelf.catalog.domain;

/** The outcome of a change of stock. */
public sealed interface StockChange {

    record Changed(Book book) implements StockChange {}

    record NoSuchBook() implements StockChange {}

    /** Somebody else has changed the book since the caller read it. */
    record Stale() implements StockChange {}

    /** The delta would remove more copies than there are, or add beyond {@link Book#STOCK_MAX}. */
    record OutOfRange(int onHand) implements StockChange {}
}
