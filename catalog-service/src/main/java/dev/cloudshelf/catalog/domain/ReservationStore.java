package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The store of stock reservations. Every operation is atomic and may be repeated: a caller that
 * lost the response calls again and gets the same one.
 */
public interface ReservationStore {

    /** The outcome of a reservation. */
    sealed interface Reserved {
        /**
         * The stock is held, by this call or an earlier one for the same order; the reservation's
         * status shows its current state.
         */
        record Held(Reservation reservation) implements Reserved {}

        /** Nothing is held, because some lines are short. */
        record OutOfStock(List<Shortage> shortages) implements Reserved {}

        /** The order has released its stock before and cannot reserve again. */
        record ReleasedBefore() implements Reserved {}
    }

    /** The outcome of a confirmation. */
    sealed interface Confirmed {
        record Done(Reservation reservation) implements Confirmed {}

        record ReleasedBefore() implements Confirmed {}

        record RestockedBefore() implements Confirmed {}

        record Unknown() implements Confirmed {}
    }

    /** The outcome of a release. */
    sealed interface Released {
        record Done() implements Released {}

        record ConfirmedBefore() implements Released {}

        record RestockedBefore() implements Released {}
    }

    /** The outcome of restocking a sale. */
    sealed interface Restocked {
        /** The copies are on hand again, by this call or an earlier one for the same order. */
        record Done(Reservation reservation) implements Restocked {}

        /** Nothing was sold: the order is only reserved, or was released. */
        record NotConfirmed() implements Restocked {}

        record Unknown() implements Restocked {}
    }

    /** Reserves all lines or none; {@code lines} contains each book once. */
    Uni<Reserved> reserve(UUID orderId, List<Line> lines, Instant now, Instant expiresAt);

    /**
     * Turns the reservation into a sale. {@link #countsLater} tells whether it is added to the sold
     * counts at once or by {@link #countSales}.
     */
    Uni<Confirmed> confirm(UUID orderId, Instant now);

    /** Returns the stock, and prevents the order from reserving later. */
    Uni<Released> release(UUID orderId, Instant now);

    /** Restocks a sale: its copies are on hand again, except those of deleted books. */
    Uni<Restocked> restock(UUID orderId, Instant now);

    /**
     * The result of a sweep over expired reservations.
     *
     * @param failed those that could not be released and were put off
     */
    record Swept(int released, List<Unreleased> failed) {
        public Swept {
            failed = List.copyOf(failed);
        }
    }

    /**
     * An expired reservation that could not be released.
     *
     * @param failures the number of failures so far; 0 if it could not be stored
     */
    record Unreleased(String orderId, int failures, Throwable cause) {}

    /**
     * Releases expired reservations one by one. One that cannot be released is put off for some
     * minutes and does not block the others.
     *
     * @param limit the maximum of reservations, the longest expired first
     */
    Uni<Swept> releaseExpired(Instant now, int limit);

    /** Counts the expired reservations that could not be released. */
    Uni<Long> unreleased();

    /**
     * Removes reservations that were released or restocked. They are kept only for repeated
     * requests. Sales stay, because their orders may still be cancelled.
     *
     * @param limit the maximum of reservations, the longest settled first
     * @return the number removed by this call; always 0 if the store removes them automatically
     */
    Uni<Integer> removeFinished(Instant settledBefore, int limit);

    /**
     * Returns whether sales are counted later, by {@link #countSales}. If not, that method never
     * has anything to do.
     */
    boolean countsLater();

    /**
     * Adds sales to the books' sold counts, and subtracts counted sales that were restocked since.
     * Each sale is counted once, even if counting runs concurrently.
     *
     * @param limit the maximum of orders, the longest settled first
     * @return the number of orders counted by this call; less than the limit when no more are due
     */
    Uni<Integer> countSales(int limit);
}
