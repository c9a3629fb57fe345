package dev.cloudshelf.catalog.domain;

import io.smallrye.mutiny.Uni;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Changes of single books by administrators. Every change is written together with its entry in the
 * audit log: who changed what.
 */
public interface BookRegister {

    /**
     * Creates a book.
     *
     * @param draft with price and category; without a stock the book has no copies
     */
    Uni<BookChange> create(UUID id, BookDraft draft, Edit edit);

    /**
     * Replaces all values of the book with those of the draft, nulls included. Only the stock stays
     * if the draft has none.
     *
     * @param draft with price and category
     * @param expectedVersion the version that the caller has read; empty for any
     */
    Uni<BookChange> replace(UUID id, BookDraft draft, OptionalLong expectedVersion, Edit edit);

    /** Deletes the book from the catalog, unless copies of it are reserved for open orders. */
    Uni<BookChange> delete(UUID id, OptionalLong expectedVersion, Edit edit);

    /**
     * Sets the number of copies on hand.
     *
     * @param quantity at most {@link Book#STOCK_MAX}
     * @param expectedVersion the version that the caller has read; empty for any
     */
    Uni<StockChange> setStock(UUID id, int quantity, OptionalLong expectedVersion, Edit edit);

    /**
     * Adds copies up to {@link Book#STOCK_MAX}, or removes them if the delta is negative. Needs no
     * version.
     */
    Uni<StockChange> addStock(UUID id, int delta, Edit edit);
}
