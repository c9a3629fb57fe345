package dev.cloudshelf.cart.domain;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The lines of an order, to be removed from its owner's cart.
 *
 * @param lines one per book, in book id order
 */
public record Purchase(UUID orderId, List<Line> lines) {

    public static final int LINES_MAX = Cart.LINES_MAX;

    /**
     * @param quantity copies, 1 to {@link CartLine#QUANTITY_MAX}
     */
    public record Line(UUID bookId, int quantity) {}

    /** Joins the lines of one book and sorts them, so that a repeated request is identical. */
    public Purchase {
        TreeMap<UUID, Integer> copies = new TreeMap<>();
        lines.forEach(line -> copies.merge(line.bookId(), line.quantity(), Integer::sum));
        lines = copies.entrySet().stream().map(e -> new Line(e.getKey(), e.getValue())).toList();
    }
}
