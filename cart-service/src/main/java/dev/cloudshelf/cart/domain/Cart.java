package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A customer's or guest's cart.
 *
 * @param lines one per book, in the order in which the books were added
 */
public record Cart(List<CartLine> lines) {

    /** The maximum of different books. */
    public static final int LINES_MAX = 100;

    private static final Comparator<CartLine> BY_ARRIVAL =
            Comparator.comparing(CartLine::addedAt).thenComparing(line -> line.book().id());

    public Cart {
        lines = lines.stream().sorted(BY_ARRIVAL).toList();
    }

    /** Returns the number of copies, not of lines. */
    public int itemCount() {
        return lines.stream().mapToInt(CartLine::quantity).sum();
    }

    public Money total() {
        return lines.stream().map(CartLine::total).reduce(Money.usd("0.00"), Money::plus);
    }

    /** Returns the lines with old catalog data, at most as many as one call can request. */
    public List<CartLine> staleLines(Instant now) {
        return lines.stream().filter(line -> line.isStale(now)).limit(LINES_MAX).toList();
    }

    /** Returns the cart with the refreshed lines. */
    public Cart with(List<LineRefresh> refreshed) {
        Map<UUID, CartLine> fresh =
                refreshed.stream()
                        .map(LineRefresh::fresh)
                        .collect(Collectors.toMap(line -> line.book().id(), line -> line));
        return new Cart(
                lines.stream().map(line -> fresh.getOrDefault(line.book().id(), line)).toList());
    }

    /**
     * Returns the cart without lines beyond {@link #LINES_MAX}, the newest ones. Such lines remain
     * if a process dies between a change and its reversal. No client was told of them, and they are
     * hidden until there is room.
     */
    public Cart withinLimit() {
        return lines.size() <= LINES_MAX ? this : new Cart(lines.subList(0, LINES_MAX));
    }

    /**
     * Returns whether the book exceeds the limit. In an overfull cart only the first {@link
     * #LINES_MAX} books may stay, and never one that was added by the change in question.
     *
     * @param changedAt the time of the change after which this cart was read
     */
    public boolean hasNoRoomFor(UUID bookId, Instant changedAt) {
        if (lines.size() <= LINES_MAX) {
            return false;
        }
        for (int index = 0; index < lines.size(); index++) {
            CartLine line = lines.get(index);
            if (line.book().id().equals(bookId)) {
                return index >= LINES_MAX || line.addedAt().equals(changedAt);
            }
        }
        return false;
    }
}
