package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;

/**
 * The summary of a cart in its session.
 *
 * @param itemCount copies
 * @param lastUpdated when the cart first had these values
 */
public record CartSummary(int itemCount, Money totalAmount, Instant lastUpdated) {

    public static CartSummary of(Cart cart, Instant now) {
        return new CartSummary(cart.itemCount(), cart.total(), now);
    }

    public static CartSummary empty(Instant now) {
        return new CartSummary(0, Money.usd("0.00"), now);
    }

    /** Returns whether both have the same values, regardless of the time. */
    public boolean agreesWith(CartSummary other) {
        return itemCount == other.itemCount && totalAmount.equals(other.totalAmount);
    }
}
