package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.BookStoreContract.await;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.store.model.ReservationHistoriesContract;
import dev.cloudshelf.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

class PostgresReservationHistoriesTest implements ReservationHistoriesContract {

    private final Pool pool = PostgresFixture.emptyCatalog();
    private final BookStore books = new PostgresBookStore(pool, new Ids(Clock.systemUTC()));
    private final ReservationStore reservations = new PostgresReservationStore(pool);

    /** Deleting the few rows of one history is faster than truncating. */
    @Override
    public void emptyCatalog() {
        for (String table : List.of("stock_reservation_lines", "stock_reservations", "books")) {
            await(pool.query("DELETE FROM " + table).execute());
        }
    }

    @Override
    public BookStore books() {
        return books;
    }

    @Override
    public ReservationStore reservations() {
        return reservations;
    }

    @Override
    public int reserved(UUID book) {
        return await(
                        pool.preparedQuery(
                                        """
                                        SELECT coalesce(sum(quantity), 0)::int
                                        FROM stock_reservation_lines
                                        JOIN stock_reservations USING (order_id)
                                        WHERE book_id = $1 AND status = 'reserved'
                                        """)
                                .execute(Tuple.of(book)))
                .iterator()
                .next()
                .getInteger(0);
    }
}
