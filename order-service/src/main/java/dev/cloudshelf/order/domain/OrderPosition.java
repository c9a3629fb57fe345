package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list of orders, newest first.
 *
 * @param createdAt to the millisecond, between the years 2000 and 9999
 */
public record OrderPosition(Instant createdAt, UUID id) {

    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Before every order. */
    public static OrderPosition start() {
        return new OrderPosition(LATEST, new UUID(-1, -1));
    }

    public static OrderPosition of(Order order) {
        return new OrderPosition(order.createdAt(), order.id());
    }

    public Cursor toCursor(OrderFilter filter) {
        return Cursor.of(createdAt.toString(), id.toString(), filter.name());
    }

    /**
     * @return empty when the cursor is not of a list with this filter
     */
    public static Optional<OrderPosition> of(Cursor cursor, OrderFilter filter) {
        List<String> parts = cursor.parts();
        if (parts.size() != 3 || !parts.get(2).equals(filter.name())) {
            return Optional.empty();
        }
        try {
            Instant createdAt = Instant.parse(parts.get(0));
            UUID id = UUID.fromString(parts.get(1));
            return createdAt.isBefore(EARLIEST) || createdAt.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(new OrderPosition(createdAt, id));
        } catch (DateTimeException | IllegalArgumentException forged) {
            return Optional.empty();
        }
    }
}
