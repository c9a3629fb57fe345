package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.store.BookStoreContract;
import dev.cloudshelf.catalog.store.SearchQualityContract;
import dev.cloudshelf.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;

class PostgresSearchQualityTest implements SearchQualityContract {

    private static final Pool POOL = PostgresFixture.emptyCatalog();
    private static final BookStore BOOKS = new PostgresBookStore(POOL, new Ids(Clock.systemUTC()));

    @BeforeAll
    static void fill() {
        SearchQualityContract.fill(BOOKS);
        // As autovacuum does a little later.
        BookStoreContract.await(POOL.query("VACUUM ANALYZE books").execute());
    }

    @Override
    public BookStore books() {
        return BOOKS;
    }
}
