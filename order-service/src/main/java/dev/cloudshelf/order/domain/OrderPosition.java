package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a customer's list of orders, newest first.
 *
 * @param createdAt to the millisecond, between the years 2000 and 9999
 */
public record OrderPosition(Instant createdAt, UUID id) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Before every order. */
    public static OrderPosition start() {
        return new OrderPosition(LATEST, new UUID(-1, -1));
    }

    public static OrderPosition of(Order order) {
        return new OrderPosition(order.createdAt(), order.id());
    }

    /**
     * @param status what the list is filtered by; null for all
     */
    public Cursor toCursor(@Nullable OrderStatus status) {
        return Cursor.of(createdAt.toString(), id.toString(), nameOf(status));
    }

    /**
     * @param status what the list is filtered by; null for all
     * @return empty when the cursor is not of a list with this filter
     */
    public static Optional<OrderPosition> of(Cursor cursor, @Nullable OrderStatus status) {
        List<String> parts = cursor.parts();
        if (parts.size() != 3 || !parts.get(2).equals(nameOf(status))) {
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

    private static String nameOf(@Nullable OrderStatus status) {
        return status == null ? "" : status.wireName();
    }
}
