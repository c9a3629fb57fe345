package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One book in a cart.
 *
 * @param book as of the last call of the catalog
 * @param quantity copies, 1 to {@link #QUANTITY_MAX}
 * @param addedAt when the book was first added
 * @param updatedAt when the customer or an order last changed the line
 * @param refreshedAt when the catalog was last called for the book
 * @param priceWas the price when the customer last added copies, if it has changed since
 * @param gone whether the book was no longer in the catalog
 */
public record CartLine(
        Book book,
        int quantity,
        Instant addedAt,
        Instant updatedAt,
        Instant refreshedAt,
        @Nullable Money priceWas,
        boolean gone) {

    public static final int QUANTITY_MAX = 99;

    /** The maximum age of title, price, image and stock in a cart that is shown. */
    public static final Duration FRESH_FOR = Duration.ofMinutes(15);

    public CartLine {
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw new IllegalArgumentException("A cart line of %d copies".formatted(quantity));
        }
    }

    public Money total() {
        return book.price().times(quantity);
    }

    public boolean isStale(Instant now) {
        return now.isAfter(refreshedAt.plus(FRESH_FOR));
    }

    public Availability availability() {
        if (gone) {
            return Availability.GONE;
        }
        return book.stock() < quantity ? Availability.SHORT : Availability.AVAILABLE;
    }

    /**
     * Returns the line with the catalog's current data.
     *
     * @param current the book as it is now; null if it is gone
     */
    public CartLine refreshed(@Nullable Book current, Instant now) {
        if (current == null) {
            return new CartLine(book, quantity, addedAt, updatedAt, now, priceWas, true);
        }
        Money agreed = priceWas == null ? book.price() : priceWas;
        return new CartLine(
                current,
                quantity,
                addedAt,
                updatedAt,
                now,
                agreed.equals(current.price()) ? null : agreed,
                false);
    }
}
