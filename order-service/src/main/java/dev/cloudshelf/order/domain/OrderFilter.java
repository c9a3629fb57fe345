package dev.cloudshelf.order.domain;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list has.
 *
 * @param userId only this customer's; null for everybody's
 * @param status only those; null for all
 * @param from only orders placed then or later; null for no bound
 * @param to only orders placed before; null for no bound
 */
public record OrderFilter(
        @Nullable UUID userId,
        @Nullable OrderStatus status,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** A customer's own orders. */
    public static OrderFilter of(UUID userId, @Nullable OrderStatus status) {
        return new OrderFilter(userId, status, null, null);
    }

    /** Different for different filters, so that a cursor knows the list that it belongs to. */
    String name() {
        return Stream.of(userId, status == null ? null : status.wireName(), from, to)
                .map(part -> part == null ? "" : part.toString())
                .collect(Collectors.joining("|"));
    }
}
