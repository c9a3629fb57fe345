package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One order's hold on stock.
 *
 * @param lines in book id order, with the title and price that the order is promised
 * @param expiresAt when stock goes back by itself, unless confirmed before
 */
public record Reservation(UUID orderId, Status status, List<PricedLine> lines, Instant expiresAt) {

    public static final int LINES_MAX = 100;
    public static final int QUANTITY_MAX = 99;

    /** Reserved goes to confirmed or to released, once; neither comes back. */
    public enum Status {
        RESERVED,
        CONFIRMED,
        RELEASED
    }

    /**
     * @param quantity 1 to {@link #QUANTITY_MAX}
     */
    public record Line(UUID bookId, int quantity) {}

    /**
     * @param price of one copy
     */
    public record PricedLine(UUID bookId, String title, Money price, int quantity) {}

    /**
     * @param available what is on hand; 0 for a book that is gone
     */
    public record Shortage(UUID bookId, int requested, int available) {}

    public Reservation {
        lines = List.copyOf(lines);
    }
}
