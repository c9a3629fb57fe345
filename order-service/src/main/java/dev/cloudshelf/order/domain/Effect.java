package dev.cloudshelf.order.domain;

import java.util.List;
import java.util.UUID;

/**
 * Something that must still happen because of a confirmed order.
 *
 * @param lines what was bought
 * @param attempts how often it has been tried, this time included
 */
public record Effect(UUID orderId, EffectKind kind, UUID userId, List<Line> lines, int attempts) {

    public Effect {
        lines = List.copyOf(lines);
    }

    /** The effect as it is tried right after the order was confirmed. */
    public static Effect first(EffectKind kind, Order order) {
        return new Effect(
                order.id(),
                kind,
                order.userId(),
                order.items().stream().map(PricedLine::line).toList(),
                1);
    }
}
