package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.BookStoreContract.await;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.store.OverlappingOrdersContract;
import dev.cloudshelf.catalog.store.ReservationRacesContract;
import dev.cloudshelf.catalog.store.ReservationStoreContract;
import dev.cloudshelf.catalog.store.RestockContract;
import dev.cloudshelf.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;

class PostgresReservationStoreTest
        implements ReservationStoreContract,
                RestockContract,
                ReservationRacesContract,
                OverlappingOrdersContract {

    private Pool pool;
    private BookStore books;
    private ReservationStore reservations;

    @BeforeEach
    void empty() {
        pool = PostgresFixture.emptyCatalogue();
        books = new PostgresBookStore(pool, new Ids(Clock.systemUTC()));
        reservations = new PostgresReservationStore(pool);
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
    public void remove(Book book) {
        await(pool.preparedQuery("DELETE FROM books WHERE id = $1").execute(Tuple.of(book.id())));
    }
}
