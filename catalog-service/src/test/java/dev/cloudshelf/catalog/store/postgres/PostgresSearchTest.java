package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.BookStoreContract.await;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.store.SearchContract;
import dev.cloudshelf.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

class PostgresSearchTest implements SearchContract {

    private Pool pool;
    private BookStore books;

    @BeforeEach
    void empty() {
        pool = PostgresFixture.emptyCatalog();
        books = new PostgresBookStore(pool, new Ids(Clock.systemUTC()));
    }

    @Override
    public BookStore books() {
        return books;
    }

    @Override
    public void remove(UUID id) {
        await(pool.preparedQuery("DELETE FROM books WHERE id = $1").execute(Tuple.of(id)));
    }
}
