package dev.cloudshelf.order.domain;

import java.util.List;
import java.util.UUID;

/**
 * Something that must still happen because of an order.
 *
 * @param order as it was when somebody took the effect on
 * @param attempts how often it has been tried, this time included
 */
public record Effect(EffectKind kind, Order order, int attempts) {

    /** The effect as it is tried right after what caused it. */
    public static Effect first(EffectKind kind, Order order) {
        return new Effect(kind, order, 1);
    }

    public UUID orderId() {
        return order.id();
    }

    public UUID userId() {
        return order.userId();
    }

    /** What was bought. */
    public List<Line> lines() {
        return order.items().stream().map(PricedLine::line).toList();
    }
}
