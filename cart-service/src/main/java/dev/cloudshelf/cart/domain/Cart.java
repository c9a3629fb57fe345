package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What somebody means to buy.
 *
 * @param lines one for each book, in the order in which the books came in
 */
public record Cart(List<CartLine> lines) {

    /** Different books in one cart. */
    public static final int LINES_MAX = 100;

    private static final Comparator<CartLine> BY_ARRIVAL =
            Comparator.comparing(CartLine::addedAt).thenComparing(line -> line.book().id());

    public Cart {
        lines = lines.stream().sorted(BY_ARRIVAL).toList();
    }

    /** Copies, not lines. */
    public int itemCount() {
        return lines.stream().mapToInt(CartLine::quantity).sum();
    }

    public Money total() {
        return lines.stream().map(CartLine::total).reduce(Money.usd("0.00"), Money::plus);
    }

    /** Lines of which the catalogue may say something else by now; as many as can be asked for. */
    public List<CartLine> staleLines(Instant now) {
        return lines.stream().filter(line -> line.isStale(now)).limit(LINES_MAX).toList();
    }

    /** The same cart with refreshed lines. */
    public Cart with(List<LineRefresh> refreshed) {
        Map<UUID, CartLine> fresh =
                refreshed.stream()
                        .map(LineRefresh::fresh)
                        .collect(Collectors.toMap(line -> line.book().id(), line -> line));
        return new Cart(
                lines.stream().map(line -> fresh.getOrDefault(line.book().id(), line)).toList());
    }

    /**
     * The cart without what is beyond {@link #LINES_MAX}, the newest. Such lines are left where a
     * process has died between a change and taking it back; nobody was told that they are in, and
     * they are not, until there is room.
     */
    public Cart withinLimit() {
        return lines.size() <= LINES_MAX ? this : new Cart(lines.subList(0, LINES_MAX));
    }

    /**
     * Whether a book is one too many. Of an overfull cart only the first {@link #LINES_MAX} books
     * may stay, and never one that came in with the very change that is being judged.
     *
     * @param changedAt when the change happened after which this cart was read
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
