package dev.cloudshelf.order.domain;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Something that must still happen because of an order.
 *
 * @param order as it was when somebody took the effect on
 * @param attempts how often it has been tried, this time included
 */
public record Effect(EffectKind kind, Order order, int attempts) {

    /** Effects as they are tried right after what caused them. */
    public static List<Effect> first(Set<EffectKind> kinds, Order order) {
        return kinds.stream().map(kind -> new Effect(kind, order, 1)).toList();
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
