package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order's hold on stock.
 *
 * @param lines in book id order, with the title and price that the order is promised; none where an
 *     order was released before it reserved
 * @param expiresAt when stock goes back by itself, unless confirmed before
 */
public record Reservation(UUID orderId, Status status, List<PricedLine> lines, Instant expiresAt) {

    public static final int LINES_MAX = 100;
    public static final int QUANTITY_MAX = 99;

    /**
     * Reserved goes to confirmed or to released, and confirmed to restocked when the sale is
     * cancelled; each step once, and none goes back.
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
     * A line with what was true of its book when it was reserved.
     *
     * @param price of one copy
     * @param category null where none was kept
     */
    public record PricedLine(
            UUID bookId, String title, Money price, @Nullable String category, int quantity) {}

    /**
     * @param available what is on hand; 0 for a book that is gone
     */
    public record Shortage(UUID bookId, int requested, int available) {}

    public Reservation {
        lines = List.copyOf(lines);
    }
}
