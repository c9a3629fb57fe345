package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order, with title, price and category as the catalogue had them when it set the
 * copies aside.
 *
 * @param price of one copy, at most 99999999.99
 * @param quantity 1 to 99
 * @param category null for a book without one
 */
public record PricedLine(
        UUID bookId, String title, Money price, int quantity, @Nullable String category) {

    private static final BigDecimal PRICE_MAX = new BigDecimal("99999999.99");

    public PricedLine {
        if (quantity < 1
                || quantity > Line.QUANTITY_MAX
                || price.amount().signum() < 0
                || price.amount().compareTo(PRICE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "Not a line of an order: %d at %s".formatted(quantity, price.amount()));
        }
    }

    public Money lineTotal() {
        return price.times(quantity);
    }

    public Line line() {
        return new Line(bookId, quantity);
    }
}
