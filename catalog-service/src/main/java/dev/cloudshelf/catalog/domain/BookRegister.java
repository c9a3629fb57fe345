package dev.cloudshelf.catalog.domain;

import io.smallrye.mutiny.Uni;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Books changed one by one, by hand. Every change is noted with who made it and what it changed, in
 * the same step as the change.
 */
public interface BookRegister {

    /**
     * @param draft with price and category; without a stock there are no copies
     */
    Uni<BookChange> create(UUID id, BookDraft draft, Edit edit);

    /**
     * Gives the book all of the draft's values, none included; only a stock that the draft does not
     * speak of stays.
     *
     * @param draft with price and category
     * @param expectedVersion what the caller has seen; empty for whatever there is
     */
    Uni<BookChange> replace(UUID id, BookDraft draft, OptionalLong expectedVersion, Edit edit);

    /** Takes the book out of the catalogue, unless copies of it are held for open orders. */
    Uni<BookChange> delete(UUID id, OptionalLong expectedVersion, Edit edit);

    /**
     * Sets how many copies are on hand.
     *
     * @param quantity at most {@link Book#STOCK_MAX}
     * @param expectedVersion what the caller has seen; empty for whatever there is
     */
    Uni<StockChange> setStock(UUID id, int quantity, OptionalLong expectedVersion, Edit edit);

    /**
     * Adds copies up to {@link Book#STOCK_MAX}, or takes them away where the delta is negative; no
     * version is needed for that.
     */
    Uni<StockChange> addStock(UUID id, int delta, Edit edit);
}
