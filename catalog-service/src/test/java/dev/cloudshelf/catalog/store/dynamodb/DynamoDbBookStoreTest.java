package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.store.BookStoreContract;
import dev.cloudshelf.kernel.Ids;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;

/** Tests the contract on DynamoDB; any Scan fails the test. */
class DynamoDbBookStoreTest implements BookStoreContract {

    private BookStore books;

    @BeforeEach
    void empty() {
        books = new DynamoDbBookStore(DynamoDbFixture.emptyCatalog(), new Ids(Clock.systemUTC()));
    }

    @Override
    public BookStore books() {
        return books;
    }
}
