package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;

/**
 * One book in a cart.
 *
 * @param quantity copies, 1 to {@link #QUANTITY_MAX}
 * @param addedAt when the book first came into the cart
 * @param updatedAt when the line last changed
 */
public record CartLine(Book book, int quantity, Instant addedAt, Instant updatedAt) {

    public static final int QUANTITY_MAX = 99;

    public CartLine {
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw new IllegalArgumentException("A cart line of %d copies".formatted(quantity));
        }
    }

    public Money total() {
        return book.price().times(quantity);
    }
}
