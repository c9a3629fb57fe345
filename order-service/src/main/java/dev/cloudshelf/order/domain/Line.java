package dev.cloudshelf.order.domain;

import java.util.UUID;

/**
 * So many copies of a book, not yet priced.
 *
 * @param quantity 1 to 99
 */
public record Line(UUID bookId, int quantity) {

    static final int QUANTITY_MAX = 99;

    public Line {
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw new IllegalArgumentException("A line has 1 to 99 copies: " + quantity);
        }
    }
}
