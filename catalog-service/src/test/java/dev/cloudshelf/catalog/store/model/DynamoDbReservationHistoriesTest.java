package dev.cloudshelf.catalog.store.model;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.store.dynamodb.DynamoDbBookStore;
import dev.cloudshelf.catalog.store.dynamodb.DynamoDbFixture;
import dev.cloudshelf.catalog.store.dynamodb.DynamoDbReservationStore;
import dev.cloudshelf.kernel.Ids;
import java.time.Clock;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

class DynamoDbReservationHistoriesTest implements ReservationHistoriesContract {

    private final DynamoDbAsyncClient client = DynamoDbFixture.emptyCatalog();
    private final BookStore books = new DynamoDbBookStore(client, new Ids(Clock.systemUTC()));
    private final ReservationStore reservations =
            new DynamoDbReservationStore(client, DynamoDbFixture.KEPT);

    @Override
    public void emptyCatalog() {
        DynamoDbFixture.emptyCatalog();
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
        return DynamoDbFixture.reserved(book);
    }
}
