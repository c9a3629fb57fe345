package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Holds stock for orders. Every operation is atomic and may be repeated: a caller that lost the
 * answer asks again and gets the same one.
 */
public interface ReservationStore {

    /** What became of a wish to reserve. */
    sealed interface Reserved {
        /**
         * Held, now or by an earlier call for the same order, whose status says what became of it.
         */
        record Held(Reservation reservation) implements Reserved {}

        /** Nothing is held, because some lines are short. */
        record OutOfStock(List<Shortage> shortages) implements Reserved {}

        /** The order gave its stock back before; it cannot have it again. */
        record ReleasedBefore() implements Reserved {}
    }

    /** What became of a confirmation. */
    sealed interface Confirmed {
        record Done(Reservation reservation) implements Confirmed {}

        record ReleasedBefore() implements Confirmed {}

        record RestockedBefore() implements Confirmed {}

        record Unknown() implements Confirmed {}
    }

    /** What became of a release. */
    sealed interface Released {
        record Done() implements Released {}

        record ConfirmedBefore() implements Released {}

        record RestockedBefore() implements Released {}
    }

    /** What became of taking a sale back. */
    sealed interface Restocked {
        /** On hand again, now or by an earlier call for the same order. */
        record Done(Reservation reservation) implements Restocked {}

        /** Nothing was sold: the order is only reserved, or was released. */
        record NotConfirmed() implements Restocked {}

        record Unknown() implements Restocked {}
    }

    /** Takes all lines from stock or none; {@code lines} names each book once. */
    Uni<Reserved> reserve(UUID orderId, List<Line> lines, Instant now, Instant expiresAt);

    /**
     * Makes the hold a sale, which is counted among the books' sold copies at once or by {@link
     * #countSales}: {@link #countsLater} says which.
     */
    Uni<Confirmed> confirm(UUID orderId, Instant now);

    /** Gives the stock back, and sees to it that the order cannot reserve later. */
    Uni<Released> release(UUID orderId, Instant now);

    /** Takes a sale back: its copies are on hand again, except of books that are gone. */
    Uni<Restocked> restock(UUID orderId, Instant now);

    /**
     * What a sweep over expired reservations came to.
     *
     * @param failed those that could not be released, which are put off
     */
    record Swept(int released, List<Unreleased> failed) {
        public Swept {
            failed = List.copyOf(failed);
        }
    }

    /**
     * A reservation that has expired and could not be released.
     *
     * @param failures how often so far; 0 where not even that could be noted
     */
    record Unreleased(String orderId, int failures, Throwable cause) {}

    /**
     * Releases what has expired, each on its own: one that cannot be released is put off for some
     * minutes, and the others are released.
     *
     * @param limit how many reservations at most, the longest expired first
     */
    Uni<Swept> releaseExpired(Instant now, int limit);

    /** Counts the reservations that could not be released when they had expired. */
    Uni<Long> unreleased();

    /**
     * Removes reservations that were released or restocked, which are only kept to answer requests
     * that are repeated. Sales stay: their orders may still be cancelled.
     *
     * @param limit how many at most, the longest settled first
     * @return how many this call removed; always 0 where the store removes them by itself
     */
    Uni<Integer> removeFinished(Instant settledBefore, int limit);

    /** Whether sales wait for {@link #countSales}; where they do not, none is ever due. */
    boolean countsLater();

    /**
     * Counts sales among the books' sold copies, and takes off what was counted of sales that were
     * taken back since. Each is counted once, whatever else happens at the same time.
     *
     * @param limit how many orders at most, the longest settled first
     * @return how many orders this call counted; fewer than the limit when no more are due
     */
    Uni<Integer> countSales(int limit);
}
