package dev.cloudshelf.cart.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartMergeContract;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.CartStoreContract;
import dev.cloudshelf.cart.domain.GuestCartContract;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.store.dynamodb.DynamoDbFaultProxy.Fault;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.testkit.TestDynamoDb;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs the cart contract for guests as well, with expiry and merging. */
class DynamoDbGuestCartStoreTest
        implements CartStoreContract, GuestCartContract, CartMergeContract {

    private static final String TABLE = "cloudshelf-carts";
    private static final int LINES = 30;

    private static URI endpoint;
    private static DynamoDbAsyncClient client;

    private final SessionId session = new SessionId(UUID.randomUUID().toString());
    private final CartOwner.Guest guest = CartOwner.guest(session);
    private final CartOwner.Customer customer =
            new CartOwner.Customer(UUID.randomUUID().toString());

    @BeforeAll
    static void connect() {
        endpoint = TestDynamoDb.withTables();
        client = TestClients.of(endpoint);
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    public CartStore store() {
        return store(client);
    }

    @Override
    public CartOwner newOwner() {
        return CartOwner.guest(new SessionId(UUID.randomUUID().toString()));
    }

    @Test
    void tableHoldsNoSessionIdAndLinesExpire() {
        await(store().add(guest, book(), 1, NOON));
        var items =
                client.query(query ->
                                query.tableName(TABLE)
                                        .keyConditionExpression("user_id = :owner")
                                        .expressionAttributeValues(
                                                Collections.singletonMap(
                                                        ":owner",
                                                        AttributeValue.fromS(
                                                                "guest#" + session.digest()))))
                        .join()
                        .items();
        assertThat(items).hasSize(1);
        assertThat(items.toString()).doesNotContain(session.secret());
        assertThat(items.getFirst())
                .containsEntry(
                        "expires_at",
                        AttributeValue.fromN(
                                Long.toString(NOON.plus(Duration.ofDays(30)).getEpochSecond())));
    }

    @Test
    void expiryOfAUsedCartIsWrittenOnceADayAtMost() throws IOException {
        try (DynamoDbFaultProxy counting = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(counting.endpoint())) {
            CartStore store = store(through);
            await(store.add(guest, book(), 1, NOON));
            await(store.add(guest, book(), 1, NOON));
            for (int hour = 0; hour < 24; hour++) {
                await(store.read(guest, NOON.plus(Duration.ofHours(hour))));
            }
            assertThat(counting.calls("UpdateItem")).isEqualTo(2);
            await(store.read(guest, NOON.plus(Duration.ofHours(24))));
            await(store.read(guest, NOON.plus(Duration.ofHours(25))));
            assertThat(counting.calls("UpdateItem")).isEqualTo(4);
        }
    }

    @Test
    void cartIsShownEvenIfItsExpiryCannotBeExtended() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            await(store().add(guest, book(), 1, NOON));
            faulty.plan("UpdateItem", Collections.nCopies(9, Fault.hungUp()).toArray(Fault[]::new));
            assertThat(await(store(through).read(guest, NOON.plus(Duration.ofDays(3)))).lines())
                    .hasSize(1);
        }
    }

    @Test
    void interruptedMergeIsCompletedByTheNext() throws IOException {
        fill();
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            faulty.plan(
                    "TransactWriteItems",
                    Stream.concat(
                                    Stream.generate(Fault::none).limit(7),
                                    Stream.generate(Fault::hungUp).limit(200))
                            .toArray(Fault[]::new));
            assertThatThrownBy(() -> await(store(through).merge(guest, customer, NOON)))
                    .isInstanceOf(Unavailable.class);
        }
        assertThat(copies(customer)).isBetween(1, LINES * 2 - 1);
        assertThat(copies(guest) + copies(customer)).isEqualTo(LINES * 2);
        assertThat(await(store().merge(guest, customer, NOON)).cart().itemCount())
                .isEqualTo(LINES * 2);
        assertThat(copies(guest)).isZero();
    }

    @Test
    void mergeWithLostResponsesCountsOnce() throws IOException {
        fill();
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            faulty.plan(
                    "TransactWriteItems",
                    Collections.nCopies(5, Fault.responseLost()).toArray(Fault[]::new));
            assertThat(await(store(through).merge(guest, customer, NOON)).cart().itemCount())
                    .isEqualTo(LINES * 2);
        }
        assertThat(copies(guest)).isZero();
    }

    private void fill() {
        List<Book> books = Stream.generate(() -> book()).limit(LINES).toList();
        books.forEach(book -> await(store().set(guest, book, 2, NOON)));
    }

    private int copies(CartOwner owner) {
        return await(store().read(owner, NOON)).itemCount();
    }

    private static Book book() {
        return new Book(UUID.randomUUID(), "A book", Money.usd("9.99"), null, 50);
    }

    private static CartStore store(DynamoDbAsyncClient client) {
        return new DynamoDbCartStore(client, TABLE, Duration.ofDays(7));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(CartStoreContract.TIMEOUT);
    }
}
