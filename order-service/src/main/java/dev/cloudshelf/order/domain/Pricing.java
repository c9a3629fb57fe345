package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Money;
import java.util.List;

/**
 * How an order's total comes about: tax on the subtotal, rounded once, half up to whole cents;
 * shipping is a flat charge that is waived from a subtotal on and is not taxed.
 *
 * @param shippingFreeFrom the smallest subtotal that ships free
 */
public record Pricing(TaxRates tax, Money shippingFlat, Money shippingFreeFrom) {

    public Pricing {
        if (shippingFlat.amount().signum() < 0) {
            throw new IllegalArgumentException("Shipping cannot cost less than nothing");
        }
    }

    /**
     * @param items at least one
     */
    public Totals totals(List<PricedLine> items, ShippingAddress to) {
        Money subtotal =
                items.stream().map(PricedLine::lineTotal).reduce(Money::plus).orElseThrow();
        Money shipping =
                subtotal.compareTo(shippingFreeFrom) >= 0 ? shippingFlat.times(0) : shippingFlat;
        return new Totals(subtotal, subtotal.share(tax.of(to)), shipping);
    }
}
