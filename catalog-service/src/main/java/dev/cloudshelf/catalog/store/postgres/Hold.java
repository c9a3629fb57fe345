package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;

import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reserves an order's lines in one statement, so that the rows of books in demand are locked as
 * briefly as possible: it inserts the order's row, locks the books by id, and takes the copies and
 * writes the lines only if there are enough of all.
 */
final class Hold {

    /**
     * The new stock is computed from the locked row. An update that reads the column itself would
     * first check the constraint against the row of the statement's snapshot, and fail on a book
     * that was sold out then and has been restocked since.
     */
    private static final String SQL =
            """
            WITH reservation AS (
                INSERT INTO stock_reservations (order_id, status, created_at, expires_at)
                VALUES ($1, 'reserved', $2, $3)
                ON CONFLICT (order_id) DO NOTHING
                RETURNING order_id, status, expires_at
            ), wanted AS MATERIALIZED (
                SELECT books.id AS book_id, title, price, currency, category, stock_quantity,
                       wish.quantity
                FROM reservation
                CROSS JOIN unnest($4::uuid[], $5::int[]) AS wish (book_id, quantity)
                JOIN books ON books.id = wish.book_id
                ORDER BY books.id
                FOR NO KEY UPDATE OF books
            ), line AS MATERIALIZED (
                SELECT wanted.*
                FROM wanted
                CROSS JOIN (
                    SELECT count(*) FILTER (WHERE stock_quantity >= quantity) AS lines FROM wanted
                ) enough
                WHERE enough.lines = cardinality($4::uuid[])
            ), taken AS (
                UPDATE books
                SET stock_quantity = line.stock_quantity - line.quantity,
                    updated_at = $2,
                    version = version + 1
                FROM line
                WHERE books.id = line.book_id
            ), kept AS (
                INSERT INTO stock_reservation_lines
                    (order_id, book_id, title, price, currency, category, quantity)
                SELECT $1, book_id, title, price, currency, category, quantity
                FROM line
            )
            SELECT %s, wanted.book_id, wanted.stock_quantity
            FROM reservation
            LEFT JOIN wanted ON true
            LEFT JOIN line USING (book_id)
            ORDER BY wanted.book_id
            """
                    .formatted(ReservationRows.COLUMNS);

    private static final int WANTED_BOOK = 8;
    private static final int ON_HAND = 9;

    private Hold() {}

    /**
     * Must run in a transaction of its own: a shortage fails, and the rollback removes the order's
     * row again.
     *
     * @return empty when the order has a row already; waits for one that is being written
     * @throws NotEnough as the failure, with the lines that are short
     */
    static Uni<Optional<Reservation>> take(
            SqlConnection connection,
            UUID orderId,
            List<Line> lines,
            Instant now,
            Instant expiresAt) {
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.tuple()
                                .addUUID(orderId)
                                .addOffsetDateTime(at(now))
                                .addOffsetDateTime(at(expiresAt))
                                .addArrayOfUUID(
                                        lines.stream().map(Line::bookId).toArray(UUID[]::new))
                                .addArrayOfInteger(
                                        lines.stream().map(Line::quantity).toArray(Integer[]::new)))
                .map(rows -> {
                    if (rows.size() > 0) {
                        rejectShortages(lines, rows);
                    }
                    return ReservationRows.reservation(orderId, rows);
                });
    }

    private static void rejectShortages(List<Line> lines, RowSet<Row> rows) {
        Map<UUID, Integer> onHand = new HashMap<>();
        for (Row row : rows) {
            if (row.getUUID(WANTED_BOOK) != null) {
                onHand.put(row.getUUID(WANTED_BOOK), row.getInteger(ON_HAND));
            }
        }
        List<Shortage> shortages = new ArrayList<>();
        for (Line line : lines) {
            int available = onHand.getOrDefault(line.bookId(), 0);
            if (available < line.quantity()) {
                shortages.add(new Shortage(line.bookId(), line.quantity(), available));
            }
        }
        if (!shortages.isEmpty()) {
            throw new NotEnough(shortages);
        }
    }

    /** Makes the transaction roll back; does not leave this package. */
    static final class NotEnough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Shortage> shortages;

        private NotEnough(List<Shortage> shortages) {
            super("out of stock", null, false, false);
            this.shortages = List.copyOf(shortages);
        }

        List<Shortage> shortages() {
            return shortages;
        }
    }
}
