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
 * One step of a reservation's life with what it does to the books of its lines, in one statement:
 * the order's row is moved only from the status that the step starts in, so that of two racing
 * steps one finds nothing to move, and no row stays locked while an answer travels.
 */
enum Step {
    // No new version of the book: how often it was sold is not in what readers see of it.
    CONFIRM(Status.RESERVED, Status.CONFIRMED, "sold_count = sold_count + held.quantity"),
    RELEASE(
            Status.RESERVED,
            Status.RELEASED,
            """
            stock_quantity = stock_quantity + held.quantity,
            updated_at = $2,
            version = version + 1\
            """),
    RESTOCK(
            Status.CONFIRMED,
            Status.RESTOCKED,
            """
            stock_quantity = stock_quantity + held.quantity,
            sold_count = sold_count - held.quantity,
            updated_at = $2,
            version = version + 1\
            """);

    private final String sql;

    /**
     * What is subtracted here was added before the step's snapshot, so that no constraint is tried
     * on an older row that lacks it.
     *
     * <p>Books are locked by id before the first of them is changed: an update alone would lock
     * them in the order that its plan happens to visit them.
     */
    Step(Status from, Status to, String change) {
        sql =
                """
                WITH reservation AS (
                    UPDATE stock_reservations
                    SET status = '%2$s', settled_at = $2
                    WHERE order_id = $1 AND status = '%1$s'
                    RETURNING order_id, status, expires_at
                ), held AS MATERIALIZED (
                    SELECT books.id, line.quantity
                    FROM reservation
                    JOIN stock_reservation_lines line USING (order_id)
                    JOIN books ON books.id = line.book_id
                    ORDER BY books.id
                    FOR NO KEY UPDATE OF books
                ), changed AS (
                    UPDATE books
                    SET %3$s
                    FROM held
                    WHERE books.id = held.id
                )
                SELECT %4$s
                FROM reservation
                LEFT JOIN stock_reservation_lines line USING (order_id)
                ORDER BY line.book_id
                """
                        .formatted(sqlName(from), sqlName(to), change, ReservationRows.COLUMNS);
    }

    /**
     * @return the reservation after the step; empty when it was not in the status to start from
     */
    Uni<Optional<Reservation>> take(SqlClient client, UUID orderId, Instant now) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(orderId, at(now)))
                .map(rows -> ReservationRows.reservation(orderId, rows));
    }
}
