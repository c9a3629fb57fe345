package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Money;
import java.util.List;

/** Why an order was never placed. It is kept with the order, so that a retry hears the same. */
public sealed interface Refusal {

    record CartEmpty() implements Refusal {}

    record OutOfStock(List<Shortage> lines) implements Refusal {
        public OutOfStock {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The total rose above what the customer had agreed to.
     *
     * @param expected what the customer had agreed to
     * @param items with today's prices
     */
    record PriceChanged(Money expected, List<PricedLine> items, Totals totals) implements Refusal {
        public PriceChanged {
            items = List.copyOf(items);
        }
    }

    /** It could not be completed in time, and what was set aside has been given back. */
    record Abandoned() implements Refusal {}
}
