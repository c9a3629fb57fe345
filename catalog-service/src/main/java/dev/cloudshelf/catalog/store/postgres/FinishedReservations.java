package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;

/**
 * Removes finished reservations that are no longer needed: no caller waits for them, and their
 * sales are counted.
 */
final class FinishedReservations {

    /** A restocked sale stays until its copies are subtracted from the sold count. */
    static final String REMOVE =
            """
            WITH due AS MATERIALIZED (
                SELECT order_id
                FROM stock_reservations
                WHERE status IN ('released', 'restocked') AND uncounted = 0 AND settled_at < $1
                ORDER BY settled_at
                LIMIT $2
                FOR UPDATE SKIP LOCKED
            ), lines AS (
                DELETE FROM stock_reservation_lines
                USING due
                WHERE stock_reservation_lines.order_id = due.order_id
            )
            DELETE FROM stock_reservations
            USING due
            WHERE stock_reservations.order_id = due.order_id
            """;

    private FinishedReservations() {}

    /**
     * Removes them with their lines.
     *
     * @return the number removed, at most {@code limit}
     */
    static Uni<Integer> remove(SqlClient client, Instant settledBefore, int limit) {
        return client.preparedQuery(REMOVE)
                .execute(Tuple.of(at(settledBefore), limit))
                .map(rows -> rows.rowCount());
    }
}
