package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Stores reservations in {@code cloudshelf-stock-reservations}. Every step is one transaction of
 * the reservation and the books of its lines, on condition of the status that it starts from. No
 * status returns, and items stay until their retention ends.
 */
public final class DynamoDbReservationStore implements ReservationStore {

    private final ReservationSteps steps;
    private final Hold hold;
    private final ExpiredReservations expired;

    /**
     * @param retention how long released and restocked reservations are kept
     */
    public DynamoDbReservationStore(DynamoDbAsyncClient client, Duration retention) {
        Tables tables = BookItem.tables(client);
        BookReader reader = BookReader.of(tables);
        StockMover stockMover = new StockMover(tables, reader.names(), reader.retries());
        this.steps = new ReservationSteps(tables, stockMover, reader.retries(), retention);
        this.expired = new ExpiredReservations(tables, steps);
        this.hold = new Hold(reader, steps, stockMover, reader.retries());
    }

    @Override
    public Uni<Reserved> reserve(UUID orderId, List<Line> lines, Instant now, Instant expiresAt) {
        return hold.take(orderId, lines, now, expiresAt);
    }

    @Override
    public Uni<Confirmed> confirm(UUID orderId, Instant now) {
        return steps.take(ReservationStep.CONFIRM, orderId, now)
                .map(taken -> confirmed(taken.reservation()));
    }

    private static Confirmed confirmed(Optional<Reservation> found) {
        if (found.isEmpty()) {
            return new Confirmed.Unknown();
        }
        return switch (found.get().status()) {
            case CONFIRMED -> new Confirmed.Done(found.get());
            case RELEASED -> new Confirmed.ReleasedBefore();
            case RESTOCKED -> new Confirmed.RestockedBefore();
            case RESERVED -> throw unmoved(found.get());
        };
    }

    @Override
    public Uni<Released> release(UUID orderId, Instant now) {
        return steps.take(ReservationStep.RELEASE, orderId, now)
                .chain(taken ->
                        taken.reservation().isPresent()
                                ? Uni.createFrom().item(released(taken.reservation().get()))
                                : steps.leaveTombstone(orderId, now)
                                        .chain(isNew ->
                                                isNew
                                                        ? Uni.createFrom().item(new Released.Done())
                                                        : release(orderId, now)));
    }

    private static Released released(Reservation found) {
        return switch (found.status()) {
            case RELEASED -> new Released.Done();
            case CONFIRMED -> new Released.ConfirmedBefore();
            case RESTOCKED -> new Released.RestockedBefore();
            case RESERVED -> throw unmoved(found);
        };
    }

    @Override
    public Uni<Restocked> restock(UUID orderId, Instant now) {
        return steps.take(ReservationStep.RESTOCK, orderId, now)
                .map(taken -> restocked(taken.reservation()));
    }

    private static Restocked restocked(Optional<Reservation> found) {
        if (found.isEmpty()) {
            return new Restocked.Unknown();
        }
        return switch (found.get().status()) {
            case RESERVED, RELEASED -> new Restocked.NotConfirmed();
            case RESTOCKED -> new Restocked.Done(found.get());
            case CONFIRMED -> throw unmoved(found.get());
        };
    }

    /** Signals a bug: a step is either taken from its starting status or tried again. */
    private static IllegalStateException unmoved(Reservation found) {
        return new IllegalStateException(
                "The reservation of %s stays %s".formatted(found.orderId(), found.status()));
    }

    @Override
    public Uni<Swept> releaseExpired(Instant now, int limit) {
        return expired.release(now, limit);
    }

    @Override
    public Uni<Long> unreleased() {
        return expired.unreleased();
    }

    /** Not needed: each item has a time to live. */
    @Override
    public Uni<Integer> removeFinished(Instant settledBefore, int limit) {
        return Uni.createFrom().item(0);
    }

    /**
     * Sales are counted at once, because a confirmation writes the books anyway: their reserved
     * copies change.
     */
    @Override
    public boolean countsLater() {
        return false;
    }

    @Override
    public Uni<Integer> countSales(int limit) {
        return Uni.createFrom().item(0);
    }
}
