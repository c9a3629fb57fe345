package dev.cloudshelf.catalog.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Adds uncounted sales of many orders to {@code books.sold_count} in one statement, so that each
 * book updates its indexes once. The same statement marks the orders as counted, so that a crash
 * neither loses nor doubles a sale.
 */
final class SalesCounter {

    /**
     * Skips orders that another statement has locked. Books are locked by id, as everywhere, and
     * the sum is computed from the locked row.
     */
    static final String COUNT =
            """
            WITH due AS MATERIALIZED (
                SELECT order_id, uncounted
                FROM stock_reservations
                WHERE uncounted <> 0
                ORDER BY settled_at
                LIMIT $1
                FOR NO KEY UPDATE SKIP LOCKED
            ), counted AS (
                UPDATE stock_reservations
                SET uncounted = 0
                FROM due
                WHERE stock_reservations.order_id = due.order_id
            ), sold AS MATERIALIZED (
                SELECT line.book_id, sum(line.quantity * due.uncounted) AS copies
                FROM due
                JOIN stock_reservation_lines line USING (order_id)
                GROUP BY line.book_id
                HAVING sum(line.quantity * due.uncounted) <> 0
            ), book AS MATERIALIZED (
                SELECT books.id, books.sold_count, sold.copies
                FROM sold
                JOIN books ON books.id = sold.book_id
                ORDER BY books.id
                FOR NO KEY UPDATE OF books
            ), changed AS (
                UPDATE books
                SET sold_count = book.sold_count + book.copies
                FROM book
                WHERE books.id = book.id
            )
            SELECT count(*) FROM due
            """;

    private SalesCounter() {}

    /**
     * @param limit the maximum of orders, the longest settled first
     * @return the number of orders counted
     */
    static Uni<Integer> count(SqlClient client, int limit) {
        return client.preparedQuery(COUNT)
                .execute(Tuple.of(limit))
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}
