package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Money;

/** What an order costs, frozen when it is confirmed. */
public record Totals(Money subtotal, Money tax, Money shipping) {

    /** Of an order that has no prices, or none yet. */
    public static Totals none() {
        Money nothing = Money.usd("0.00");
        return new Totals(nothing, nothing, nothing);
    }

    public Money total() {
        return subtotal.plus(tax).plus(shipping);
    }
}
