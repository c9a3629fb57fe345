package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.store.ReservationStoreContract;
import dev.cloudshelf.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;

class PostgresReservationStoreTest implements ReservationStoreContract {

    private BookStore books;
    private ReservationStore reservations;

    @BeforeEach
    void empty() {
        Pool pool = PostgresFixture.emptyCatalogue();
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
}
