package dev.cloudshelf.order.domain;

import java.util.EnumSet;
import java.util.Set;

/** A step of an order's life after it was placed. Each starts from one status and ends in one. */
public enum Transition {
    CANCEL(OrderStatus.CONFIRMED, OrderStatus.CANCELLED),
    SHIP(OrderStatus.CONFIRMED, OrderStatus.SHIPPED),
    DELIVER(OrderStatus.SHIPPED, OrderStatus.DELIVERED);

    private final OrderStatus from;
    private final OrderStatus to;

    Transition(OrderStatus from, OrderStatus to) {
        this.from = from;
        this.to = to;
    }

    public OrderStatus from() {
        return from;
    }

    public OrderStatus to() {
        return to;
    }

    /** What must happen because of it. */
    public Set<EffectKind> effects() {
        return switch (this) {
            case CANCEL -> EnumSet.of(EffectKind.RESTOCK, EffectKind.CANCELLATION_EMAIL);
            case SHIP -> EnumSet.of(EffectKind.SHIPPING_EMAIL);
            case DELIVER -> EnumSet.noneOf(EffectKind.class);
        };
    }
}
