package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;

import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import dev.cloudshelf.catalog.store.ExpirySweep;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Releases expired reservations one by one, and puts off those for which that fails. */
final class ExpiredReservations {

    private static final String DUE =
            """
            SELECT order_id
            FROM stock_reservations
            WHERE status = 'reserved' AND expires_at < $1
            ORDER BY expires_at
            LIMIT $2
            """;

    private static final String PUT_OFF =
            """
            UPDATE stock_reservations
            SET expires_at = $2, release_failures = release_failures + 1
            WHERE order_id = $1 AND status = 'reserved'
            RETURNING release_failures
            """;

    private static final String UNRELEASED =
            """
            SELECT count(*)
            FROM stock_reservations
            WHERE status = 'reserved' AND release_failures > 0
            """;

    private final Pool pool;

    ExpiredReservations(Pool pool) {
        this.pool = pool;
    }

    Uni<Swept> release(Instant now, int limit) {
        ExpirySweep sweep =
                new ExpirySweep(
                        // A concurrent confirmation wins.
                        order ->
                                Outage.asUnavailable(
                                                ReservationStep.RELEASE.take(
                                                        pool, UUID.fromString(order), now))
                                        .map(Optional::isPresent),
                        order -> putOff(UUID.fromString(order), now.plus(ExpirySweep.PUT_OFF)));
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(at(now), limit))
                .chain(rows -> {
                    List<String> orders = new ArrayList<>(rows.size());
                    rows.forEach(row -> orders.add(row.getUUID(0).toString()));
                    return sweep.over(orders);
                });
    }

    private Uni<Integer> putOff(UUID order, Instant until) {
        return pool.preparedQuery(PUT_OFF)
                .execute(Tuple.of(order, at(until)))
                .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getInteger(0));
    }

    Uni<Long> unreleased() {
        return pool.query(UNRELEASED).execute().map(rows -> rows.iterator().next().getLong(0));
    }
}
