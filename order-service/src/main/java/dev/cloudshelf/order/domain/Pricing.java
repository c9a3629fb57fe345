package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * How an order's total comes about: tax on the subtotal, rounded once, half up to whole cents;
 * shipping is a flat charge that is waived from a subtotal on and is not taxed.
 *
 * @param taxRate 0.08 for 8 percent
 * @param shippingFreeFrom the smallest subtotal that ships free
 */
public record Pricing(BigDecimal taxRate, Money shippingFlat, Money shippingFreeFrom) {

    public Pricing {
        if (taxRate.signum() < 0 || shippingFlat.amount().signum() < 0) {
            throw new IllegalArgumentException("Neither tax nor shipping can be negative");
        }
    }

    /**
     * @param items at least one
     */
    public Totals totals(List<PricedLine> items) {
        Money subtotal =
                items.stream().map(PricedLine::lineTotal).reduce(Money::plus).orElseThrow();
        Money shipping =
                subtotal.compareTo(shippingFreeFrom) >= 0 ? shippingFlat.times(0) : shippingFlat;
        return new Totals(subtotal, subtotal.share(taxRate), shipping);
    }
}
