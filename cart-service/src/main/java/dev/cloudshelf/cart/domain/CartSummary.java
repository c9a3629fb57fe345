package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;

/**
 * What a session shows of its cart.
 *
 * @param itemCount copies
 * @param lastUpdated when the cart was first seen like this
 */
public record CartSummary(int itemCount, Money totalAmount, Instant lastUpdated) {

    public static CartSummary of(Cart cart, Instant now) {
        return new CartSummary(cart.itemCount(), cart.total(), now);
    }

    public static CartSummary empty(Instant now) {
        return new CartSummary(0, Money.usd("0.00"), now);
    }

    /** Whether it says the same of the cart, whenever that was. */
    public boolean agreesWith(CartSummary other) {
        return itemCount == other.itemCount && totalAmount.equals(other.totalAmount);
    }
}
