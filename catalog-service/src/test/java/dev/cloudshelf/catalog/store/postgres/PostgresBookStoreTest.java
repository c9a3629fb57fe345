package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.store.BookStoreContract;
import dev.cloudshelf.kernel.Ids;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;

class PostgresBookStoreTest implements BookStoreContract {

    private BookStore books;

    @BeforeEach
    void empty() {
        books = new PostgresBookStore(PostgresFixture.emptyCatalog(), new Ids(Clock.systemUTC()));
    }

    @Override
    public BookStore books() {
        return books;
    }
}
