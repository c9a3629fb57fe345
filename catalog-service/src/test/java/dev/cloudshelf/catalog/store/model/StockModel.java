package dev.cloudshelf.catalog.store.model;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.PricedLine;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.domain.ReservationStore.Released;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import dev.cloudshelf.catalog.domain.ReservationStore.Restocked;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A model of a store of reservations, as simple as possible: a few maps, one call at a time, no
 * locks and no rows.
 */
final class StockModel {

    private final Map<UUID, Book> books = new HashMap<>();
    private final Map<UUID, Integer> onHand = new HashMap<>();
    private final Map<UUID, Integer> sold = new HashMap<>();
    private final Map<UUID, Integer> stocked = new HashMap<>();
    private final Map<UUID, Reservation> reservations = new TreeMap<>();
    private final Set<UUID> counted = new HashSet<>();

    private final boolean countsLater;

    /**
     * @param countsLater whether sales wait to be counted
     */
    StockModel(List<Book> shelf, boolean countsLater) {
        this.countsLater = countsLater;
        for (Book book : shelf) {
            books.put(book.id(), book);
            onHand.put(book.id(), book.stockQuantity());
            sold.put(book.id(), 0);
            stocked.put(book.id(), book.stockQuantity());
        }
    }

    Reserved reserve(UUID order, List<Line> lines, Instant expiresAt) {
        Reservation before = reservations.get(order);
        if (before != null) {
            return before.status() == Status.RELEASED
                    ? new Reserved.ReleasedBefore()
                    : new Reserved.Held(before);
        }
        List<Shortage> shortages =
                lines.stream()
                        .filter(line -> onHand(line.bookId()) < line.quantity())
                        .map(line ->
                                new Shortage(line.bookId(), line.quantity(), onHand(line.bookId())))
                        .toList();
        if (!shortages.isEmpty()) {
            return new Reserved.OutOfStock(shortages);
        }
        lines.forEach(line -> onHand.merge(line.bookId(), -line.quantity(), Integer::sum));
        Reservation held =
                new Reservation(
                        order,
                        Status.RESERVED,
                        lines.stream().map(this::priced).sorted(BY_BOOK).toList(),
                        expiresAt);
        reservations.put(order, held);
        return new Reserved.Held(held);
    }

    Confirmed confirm(UUID order) {
        Reservation before = reservations.get(order);
        if (before == null) {
            return new Confirmed.Unknown();
        }
        return switch (before.status()) {
            case RESERVED -> {
                before.lines().forEach(line -> add(sold, line, +1));
                yield new Confirmed.Done(become(before, Status.CONFIRMED));
            }
            case CONFIRMED -> new Confirmed.Done(before);
            case RELEASED -> new Confirmed.ReleasedBefore();
            case RESTOCKED -> new Confirmed.RestockedBefore();
        };
    }

    Released release(UUID order, Instant now) {
        Reservation before = reservations.get(order);
        if (before == null) {
            reservations.put(order, new Reservation(order, Status.RELEASED, List.of(), now));
            return new Released.Done();
        }
        return switch (before.status()) {
            case RESERVED -> {
                before.lines().forEach(line -> add(onHand, line, +1));
                become(before, Status.RELEASED);
                yield new Released.Done();
            }
            case RELEASED -> new Released.Done();
            case CONFIRMED -> new Released.ConfirmedBefore();
            case RESTOCKED -> new Released.RestockedBefore();
        };
    }

    Restocked restock(UUID order) {
        Reservation before = reservations.get(order);
        if (before == null) {
            return new Restocked.Unknown();
        }
        return switch (before.status()) {
            case CONFIRMED -> {
                before.lines().forEach(line -> add(onHand, line, +1));
                before.lines().forEach(line -> add(sold, line, -1));
                yield new Restocked.Done(become(before, Status.RESTOCKED));
            }
            case RESTOCKED -> new Restocked.Done(before);
            case RESERVED, RELEASED -> new Restocked.NotConfirmed();
        };
    }

    /**
     * @return the number released
     */
    int releaseExpired(Instant now) {
        List<Reservation> expired =
                reservations.values().stream()
                        .filter(r -> r.status() == Status.RESERVED && r.expiresAt().isBefore(now))
                        .toList();
        expired.forEach(reservation -> release(reservation.orderId(), now));
        return expired.size();
    }

    /**
     * @return the number of sales not yet counted and of counted sales restocked since
     */
    int countSales() {
        if (!countsLater) {
            return 0;
        }
        Set<UUID> isSold = new HashSet<>();
        for (Reservation reservation : reservations.values()) {
            if (reservation.status() == Status.CONFIRMED) {
                isSold.add(reservation.orderId());
            }
        }
        int due = 0;
        for (UUID order : reservations.keySet()) {
            due += isSold.contains(order) == counted.contains(order) ? 0 : 1;
        }
        counted.clear();
        counted.addAll(isSold);
        return due;
    }

    /**
     * @return the copies on hand afterwards; unchanged if there are too few to remove
     */
    int addStock(UUID book, int delta) {
        if (onHand(book) + delta >= 0) {
            onHand.merge(book, delta, Integer::sum);
            stocked.merge(book, delta, Integer::sum);
        }
        return onHand(book);
    }

    /** The model's counts of one book's copies; {@code reserved} is computed from the lines. */
    record CopyCounts(int onHand, int reserved, int sold) {
        int all() {
            return onHand + reserved + sold;
        }
    }

    CopyCounts copies(UUID book) {
        return new CopyCounts(
                onHand(book), held(book, Status.RESERVED), sold.getOrDefault(book, 0));
    }

    /** Returns all copies ever stocked, less those removed by hand. */
    int stocked(UUID book) {
        return stocked.getOrDefault(book, 0);
    }

    private static final Comparator<PricedLine> BY_BOOK =
            // In the database's order of ids; UUID.compareTo treats the first bit as a sign.
            Comparator.comparing(line -> line.bookId().toString());

    private int held(UUID book, Status status) {
        Predicate<PricedLine> ofBook = line -> line.bookId().equals(book);
        return reservations.values().stream()
                .filter(reservation -> reservation.status() == status)
                .flatMap(reservation -> reservation.lines().stream().filter(ofBook))
                .mapToInt(PricedLine::quantity)
                .sum();
    }

    private int onHand(UUID book) {
        return onHand.getOrDefault(book, 0);
    }

    private static void add(Map<UUID, Integer> copies, PricedLine line, int sign) {
        copies.merge(line.bookId(), sign * line.quantity(), Integer::sum);
    }

    private Reservation become(Reservation before, Status status) {
        Reservation after =
                new Reservation(before.orderId(), status, before.lines(), before.expiresAt());
        reservations.put(after.orderId(), after);
        return after;
    }

    private PricedLine priced(Line line) {
        Book book = books.get(line.bookId());
        if (book == null) {
            throw new IllegalArgumentException("no such book: " + line.bookId());
        }
        return new PricedLine(
                book.id(), book.title(), book.price(), book.category(), line.quantity());
    }
}
