package dev.cloudshelf.order.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an order is in its life. No order reaches a status twice, and each can reach only later
 * ones of this list, so the list's order is also the order of an order's history.
 */
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    SHIPPED,
    DELIVERED,
    CANCELLED;

    /** The name on the wire and in the store. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OrderStatus> of(String wireName) {
        return Arrays.stream(values()).filter(s -> s.wireName().equals(wireName)).findAny();
    }
}
