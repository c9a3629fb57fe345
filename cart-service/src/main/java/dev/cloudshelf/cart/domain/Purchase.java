package dev.cloudshelf.cart.domain;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an order has bought and its owner's cart need not hold any more.
 *
 * @param lines one for each book, in book id order
 */
public record Purchase(UUID orderId, List<Line> lines) {

    public static final int LINES_MAX = Cart.LINES_MAX;

    /**
     * @param quantity copies, 1 to {@link CartLine#QUANTITY_MAX}
     */
    public record Line(UUID bookId, int quantity) {}

    /**
     * Sorts the lines, so that a repeated request is the same request, and joins those of one book.
     */
    public Purchase {
        TreeMap<UUID, Integer> copies = new TreeMap<>();
        lines.forEach(line -> copies.merge(line.bookId(), line.quantity(), Integer::sum));
        lines = copies.entrySet().stream().map(e -> new Line(e.getKey(), e.getValue())).toList();
    }
}
