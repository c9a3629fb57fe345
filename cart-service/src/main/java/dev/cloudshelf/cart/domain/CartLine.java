package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One book in a cart.
 *
 * @param book as the catalogue last showed it
 * @param quantity copies, 1 to {@link #QUANTITY_MAX}
 * @param addedAt when the book first came into the cart
 * @param updatedAt when the customer or an order last changed the line
 * @param refreshedAt when the catalogue was last asked about the book
 * @param priceWas what the book cost when the customer last put copies in, where it costs something
 *     else now
 * @param gone whether the catalogue had the book no more
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

    /** How old title, price, image and stock may be when the cart is shown. */
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
     * The line after the catalogue has been asked.
     *
     * @param current the book as it is now; none when it is gone
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
