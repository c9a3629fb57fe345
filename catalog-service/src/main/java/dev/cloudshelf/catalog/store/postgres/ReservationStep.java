package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;
import static dev.cloudshelf.catalog.store.postgres.ReservationRows.sqlName;

import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A step in the life of a reservation and its effect on the books of its lines, in one statement.
 * It updates the order's row only in the status that the step starts from. So of two racing steps
 * one finds nothing to update, and no row stays locked during a round trip.
 */
enum ReservationStep {
    /** Changes no book: {@link SalesCounter} counts sales later, many orders at once. */
    CONFIRM(Status.RESERVED, Status.CONFIRMED, ", uncounted = uncounted + 1", ""),
    RELEASE(Status.RESERVED, Status.RELEASED, "", ReservationStep.BACK_TO_STOCK),
    /** If the sale is not counted yet, nothing is left to count. */
    RESTOCK(
            Status.CONFIRMED,
            Status.RESTOCKED,
            ", uncounted = uncounted - 1",
            ReservationStep.BACK_TO_STOCK);

    /**
     * Books are locked by id before the first update, because an update alone would lock them in
     * the order of its plan. Copies are returned even above the stock limit. Beyond the range of
     * the column they are dropped: an order that cannot be cancelled would be worse.
     */
    private static final String BACK_TO_STOCK =
            """
            , held AS MATERIALIZED (
                SELECT books.id, line.quantity
                FROM reservation
                JOIN stock_reservation_lines line USING (order_id)
                JOIN books ON books.id = line.book_id
                ORDER BY books.id
                FOR NO KEY UPDATE OF books
            ), changed AS (
                UPDATE books
                SET stock_quantity =
                        least(stock_quantity::bigint + held.quantity, 2147483647)::integer,
                    updated_at = $2,
                    version = version + 1
                FROM held
                WHERE books.id = held.id
            )
            """;

    private final String sql;

    ReservationStep(Status from, Status to, String count, String books) {
        sql =
                """
                WITH reservation AS (
                    UPDATE stock_reservations
                    SET status = '%2$s', settled_at = $2%3$s
                    WHERE order_id = $1 AND status = '%1$s'
                    RETURNING order_id, status, expires_at
                )%4$s
                SELECT %5$s
                FROM reservation
                LEFT JOIN stock_reservation_lines line USING (order_id)
                ORDER BY line.book_id
                """
                        .formatted(
                                sqlName(from), sqlName(to), count, books, ReservationRows.COLUMNS);
    }

    /**
     * @return the reservation after the step; empty when it was not in the starting status
     */
    Uni<Optional<Reservation>> take(SqlClient client, UUID orderId, Instant now) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(orderId, at(now)))
                .map(rows -> ReservationRows.reservation(orderId, rows));
    }
}
