package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;

import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.catalog.domain.ReservationStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores reservations in {@code stock_reservations} and their lines. The row of the order is always
 * locked first, then the books in the order of their ids, so that there is no deadlock. No status
 * returns: once a step has found a status, it stays true.
 */
public final class PostgresReservationStore implements ReservationStore {

    private final Pool pool;
    private final ExpiredReservations expired;

    public PostgresReservationStore(Pool pool) {
        this.pool = pool;
        this.expired = new ExpiredReservations(pool);
    }

    @Override
    public Uni<Reserved> reserve(UUID orderId, List<Line> lines, Instant now, Instant expiresAt) {
        return Outage.asUnavailable(
                pool.withTransaction(connection ->
                                Hold.take(connection, orderId, lines, now, expiresAt)
                                        .chain(held ->
                                                held.isPresent()
                                                        ? Uni.createFrom()
                                                                .item(new Reserved.Held(held.get()))
                                                        : existing(connection, orderId)))
                        // Only a failure rolls the transaction back.
                        .onFailure(Hold.NotEnough.class)
                        .recoverWithItem(
                                rejected -> new Reserved.OutOfStock(rejected.shortages())));
    }

    private static Uni<Reserved> existing(SqlConnection connection, UUID orderId) {
        return ReservationRows.find(connection, orderId)
                .map(Optional::orElseThrow)
                .map(reservation ->
                        reservation.status() == Status.RELEASED
                                ? new Reserved.ReleasedBefore()
                                : new Reserved.Held(reservation));
    }

    @Override
    public Uni<Confirmed> confirm(UUID orderId, Instant now) {
        return Outage.asUnavailable(
                ReservationStep.CONFIRM
                        .take(pool, orderId, now)
                        .chain(confirmed ->
                                confirmed.isPresent()
                                        ? Uni.createFrom().item(new Confirmed.Done(confirmed.get()))
                                        : find(orderId)
                                                .map(PostgresReservationStore::notConfirmedNow)));
    }

    private static Confirmed notConfirmedNow(Optional<Reservation> found) {
        if (found.isEmpty()) {
            return new Confirmed.Unknown();
        }
        return switch (found.get().status()) {
            // Reserved after this call had looked.
            case RESERVED -> new Confirmed.Unknown();
            case CONFIRMED -> new Confirmed.Done(found.get());
            case RELEASED -> new Confirmed.ReleasedBefore();
            case RESTOCKED -> new Confirmed.RestockedBefore();
        };
    }

    @Override
    public Uni<Released> release(UUID orderId, Instant now) {
        return Outage.asUnavailable(
                leaveTombstone(orderId, now)
                        .chain(isNew ->
                                isNew
                                        ? Uni.createFrom().item(new Released.Done())
                                        : giveBack(orderId, now)));
    }

    /**
     * @return whether the order had no row before; waits for one that is being written
     */
    private Uni<Boolean> leaveTombstone(UUID orderId, Instant now) {
        return pool.preparedQuery(
                        """
                        INSERT INTO stock_reservations
                            (order_id, status, created_at, expires_at, settled_at)
                        VALUES ($1, 'released', $2, $2, $2)
                        ON CONFLICT (order_id) DO NOTHING
                        """)
                .execute(Tuple.of(orderId, at(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<Released> giveBack(UUID orderId, Instant now) {
        return ReservationStep.RELEASE
                .take(pool, orderId, now)
                .chain(released ->
                        released.isPresent()
                                ? Uni.createFrom().item(new Released.Done())
                                : find(orderId)
                                        .map(Optional::orElseThrow)
                                        .map(PostgresReservationStore::notReleasedNow));
    }

    private static Released notReleasedNow(Reservation found) {
        return switch (found.status()) {
            case RELEASED -> new Released.Done();
            case CONFIRMED -> new Released.ConfirmedBefore();
            case RESTOCKED -> new Released.RestockedBefore();
            // Its row existed before the step, which moves every reserved one.
            case RESERVED -> throw new IllegalStateException("a reserved row was not released");
        };
    }

    @Override
    public Uni<Restocked> restock(UUID orderId, Instant now) {
        return Outage.asUnavailable(
                ReservationStep.RESTOCK
                        .take(pool, orderId, now)
                        .chain(restocked ->
                                restocked.isPresent()
                                        ? Uni.createFrom().item(new Restocked.Done(restocked.get()))
                                        : find(orderId)
                                                .map(PostgresReservationStore::notRestockedNow)));
    }

    private static Restocked notRestockedNow(Optional<Reservation> found) {
        if (found.isEmpty()) {
            return new Restocked.Unknown();
        }
        return switch (found.get().status()) {
            // Confirmed after this call had looked.
            case RESERVED, RELEASED, CONFIRMED -> new Restocked.NotConfirmed();
            case RESTOCKED -> new Restocked.Done(found.get());
        };
    }

    @Override
    public Uni<Swept> releaseExpired(Instant now, int limit) {
        return Outage.asUnavailable(expired.release(now, limit));
    }

    @Override
    public Uni<Long> unreleased() {
        return Outage.asUnavailable(expired.unreleased());
    }

    @Override
    public Uni<Integer> removeFinished(Instant settledBefore, int limit) {
        return Outage.asUnavailable(FinishedReservations.remove(pool, settledBefore, limit));
    }

    /**
     * Sales are counted later, because orders should not wait for the indexes of the sold count.
     */
    @Override
    public boolean countsLater() {
        return true;
    }

    @Override
    public Uni<Integer> countSales(int limit) {
        return Outage.asUnavailable(SalesCounter.count(pool, limit));
    }

    private Uni<Optional<Reservation>> find(UUID orderId) {
        return ReservationRows.find(pool, orderId);
    }
}
