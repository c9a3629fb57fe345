package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stock held for one order.
 *
 * @param lines in book id order, with the promised title and price; empty if the order was released
 *     before it reserved anything
 * @param expiresAt when the stock is returned automatically, unless the order is confirmed before
 */
public record Reservation(UUID orderId, Status status, List<PricedLine> lines, Instant expiresAt) {

    public static final int LINES_MAX = 100;
    public static final int QUANTITY_MAX = 99;

    /**
     * The states of a reservation. A reserved one becomes confirmed or released; a confirmed one
     * becomes restocked when the sale is cancelled. Each step happens once, and none is undone.
     */
    public enum Status {
        RESERVED,
        CONFIRMED,
        RELEASED,
        RESTOCKED
    }

    /**
     * @param quantity 1 to {@link #QUANTITY_MAX}
     */
    public record Line(UUID bookId, int quantity) {}

    /**
     * A line with the data of its book at the time of the reservation.
     *
     * @param price of one copy
     * @param category null where none was stored
     */
    public record PricedLine(
            UUID bookId, String title, Money price, @Nullable String category, int quantity) {}

    /**
     * A line for which there are not enough copies.
     *
     * @param available copies on hand; 0 for a book that no longer exists
     */
    public record Shortage(UUID bookId, int requested, int available) {}

    public Reservation {
        lines = List.copyOf(lines);
    }
}
