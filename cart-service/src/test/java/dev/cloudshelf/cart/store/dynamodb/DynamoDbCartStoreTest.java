package dev.cloudshelf.cart.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartChange;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.CartStoreContract;
import dev.cloudshelf.cart.domain.ClosedAccountContract;
import dev.cloudshelf.cart.domain.MergeResult;
import dev.cloudshelf.cart.domain.Purchase;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.store.dynamodb.DynamoDbFaultProxy.Fault;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.testkit.TestDynamoDb;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbCartStoreTest implements CartStoreContract, ClosedAccountContract {

    private static final String TABLE = "cloudshelf-carts";
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Book BOOK =
            new Book(new UUID(0, 1), "A book", Money.usd("9.99"), "https://img/1.jpg", 50);

    private static URI endpoint;
    private static DynamoDbAsyncClient client;

    private final CartOwner owner = newOwner();

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
        return new CartOwner.Customer(UUID.randomUUID().toString());
    }

    @Test
    void addWithALostResponseCountsOnce() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            faulty.plan("UpdateItem", Fault.responseLost());
            assertThat(quantity(store(through).add(owner, BOOK, 2, NOON))).isEqualTo(2);
            faulty.plan("UpdateItem", Fault.responseLost());
            assertThat(quantity(store(through).add(owner, BOOK, 3, NOON))).isEqualTo(5);
            assertThat(faulty.calls("UpdateItem")).isEqualTo(4);
        }
    }

    @Test
    void addWithALostResponseCountsOnceDespiteOtherAdds() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            Fault overtaken =
                    call -> {
                        call.forward();
                        for (int other = 0; other < 3; other++) {
                            await(store().add(owner, BOOK, 10, NOON));
                        }
                        call.hangUp();
                    };
            faulty.plan("UpdateItem", overtaken);
            assertThat(quantity(store(through).add(owner, BOOK, 2, NOON))).isEqualTo(32);
            faulty.plan("UpdateItem", overtaken);
            assertThat(quantity(store(through).add(owner, BOOK, 3, NOON))).isEqualTo(65);
            assertThat(faulty.calls("UpdateItem")).isEqualTo(4);
        }
    }

    @Test
    void surplusLineOfACrashIsHiddenUntilThereIsRoom() throws IOException {
        List<Book> books = books(Cart.LINES_MAX);
        fill(books);
        Book surplus = books(1).getFirst();
        crashAfterAdding(surplus);
        assertThat(items()).as("it is stored").hasSize(Cart.LINES_MAX + 1);
        assertThat(booksIn(await(store().read(owner, LATER)))).isEqualTo(books);
        CartChange change = await(store().add(owner, books.getFirst(), 1, LATER));
        assertThat(booksIn(((CartChange.Changed) change).cart())).isEqualTo(books);
        assertThat(await(store().add(owner, surplus, 1, LATER)))
                .isEqualTo(new CartChange.CartFull());

        await(store().remove(owner, books.getFirst().id()));
        assertThat(booksIn(await(store().read(owner, LATER))))
                .hasSize(Cart.LINES_MAX)
                .endsWith(surplus);
    }

    @Test
    void cartWithASurplusLineActsAsOneOfHundredLines() throws IOException {
        List<Book> books = books(Cart.LINES_MAX);
        fill(books);
        Book surplus = books(1).getFirst();
        crashAfterAdding(surplus);
        CartOwner.Guest guest = CartOwner.guest(new SessionId(UUID.randomUUID().toString()));
        await(store().set(guest, surplus, 7, NOON));
        MergeResult merge = await(store().merge(guest, (CartOwner.Customer) owner, LATER));
        assertThat(booksIn(merge.cart())).isEqualTo(books);
        assertThat(merge.leftOut())
                .as("nothing goes where nobody sees it")
                .singleElement()
                .satisfies(line -> assertThat(line.quantity()).isEqualTo(7));

        List<Purchase.Line> bought =
                await(store().read(owner, LATER)).lines().stream()
                        .map(line -> new Purchase.Line(line.book().id(), line.quantity()))
                        .toList();
        await(store().takeOff(owner, new Purchase(UUID.randomUUID(), bought), LATER));
        assertThat(booksIn(await(store().read(owner, LATER)))).containsExactly(surplus);

        fill(books.subList(1, Cart.LINES_MAX));
        crashAfterAdding(books.getFirst());
        await(store().clear(owner, LATER));
        assertThat(await(store().read(owner, LATER)).lines()).isEmpty();
    }

    @Test
    void customersCallsTakeTheExpectedStoreCalls() throws IOException {
        try (DynamoDbFaultProxy counting = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(counting.endpoint())) {
            CartStore store = store(through);
            await(store.add(owner, BOOK, 2, NOON));
            await(store.set(owner, BOOK, 3, NOON));
            assertThat(counting.calls("UpdateItem")).isEqualTo(2);
            await(store.read(owner, NOON.plus(Duration.ofDays(400))));
            assertThat(counting.calls("Query")).isEqualTo(3);
            await(store.remove(owner, BOOK.id()));
            await(store.clear(owner, NOON));
            assertThat(counting.all())
                    .containsExactly(
                            "UpdateItem",
                            "Query",
                            "UpdateItem",
                            "Query",
                            "Query",
                            "DeleteItem",
                            "Query");
        }
    }

    @Test
    void changeConflictingWithATransactionIsRetried() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            Fault conflict = Fault.error(400, "TransactionConflictException", "");
            faulty.plan("UpdateItem", conflict, conflict, conflict);
            faulty.plan("DeleteItem", conflict, conflict);
            assertThat(quantity(store(through).add(owner, BOOK, 1, NOON))).isEqualTo(1);
            await(store(through).remove(owner, BOOK.id()));
            assertThat(faulty.calls("UpdateItem")).isEqualTo(4);
            assertThat(faulty.calls("DeleteItem")).isEqualTo(3);
            assertThat(await(store().read(owner, NOON)).lines()).isEmpty();
        }
    }

    @Test
    void conflictingPurchaseIsRetriedAndCountsOnce() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            await(store().set(owner, BOOK, 5, NOON));
            Fault conflict = canceled("{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\"}");
            faulty.plan("TransactWriteItems", conflict, conflict, Fault.responseLost());
            await(store(through).takeOff(owner, purchase(2), NOON));
            assertThat(faulty.calls("TransactWriteItems")).isEqualTo(4);
            assertThat(await(store().read(owner, NOON)).itemCount()).isEqualTo(3);
        }
    }

    @Test
    void purchaseWithLastingConflictsIsAnOutage() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            await(store().set(owner, BOOK, 5, NOON));
            Fault conflict = canceled("{\"Code\":\"TransactionConflict\"},{\"Code\":\"None\"}");
            faulty.plan(
                    "TransactWriteItems",
                    Collections.nCopies(Tables.RETRIES_MAX + 1, conflict).toArray(Fault[]::new));
            assertThatThrownBy(() -> await(store(through).takeOff(owner, purchase(2), NOON)))
                    .isInstanceOf(Unavailable.class);
            assertThat(faulty.calls("TransactWriteItems")).isEqualTo(Tables.RETRIES_MAX + 1);
            assertThat(await(store().read(owner, NOON)).itemCount()).isEqualTo(5);
        }
    }

    @Test
    void unprocessedItemsAreDeletedByTheNextBatch() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            await(store().set(owner, BOOK, 5, NOON));
            faulty.plan("BatchWriteItem", Fault.nothingProcessed(), Fault.nothingProcessed());
            await(store(through).clear(owner, NOON));
            assertThat(faulty.calls("BatchWriteItem")).isEqualTo(3);
            assertThat(await(store().read(owner, NOON)).lines()).isEmpty();
        }
    }

    @Test
    void throttledOrFailingStoreIsAnOutage() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint(), SHORT)) {
            for (Fault fault :
                    List.of(
                            Fault.error(400, "ProvisionedThroughputExceededException", ""),
                            Fault.error(500, "InternalServerError", ""))) {
                faulty.plan("Query", Collections.nCopies(20, fault).toArray(Fault[]::new));
                assertThatThrownBy(() -> await(store(through).read(owner, NOON)))
                        .isInstanceOf(Unavailable.class);
            }
        }
    }

    @Test
    void unreachableStoreIsAnOutage() {
        try (DynamoDbAsyncClient nowhere =
                TestClients.of(URI.create("http://127.0.0.1:1"), SHORT)) {
            assertThatThrownBy(() -> await(store(nowhere).read(owner, NOON)))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> await(store(nowhere).add(owner, BOOK, 1, NOON)))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> await(store(nowhere).takeOff(owner, purchase(1), NOON)))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void lineIsStoredAsDocumentedAndDoesNotExpire() {
        await(store().add(owner, BOOK, 2, NOON));
        Map<String, AttributeValue> item = items().getFirst();
        assertThat(item)
                .containsEntry("user_id", AttributeValue.fromS(owner.key()))
                .containsEntry("book_id", AttributeValue.fromS(BOOK.id().toString()))
                .containsEntry("quantity", AttributeValue.fromN("2"))
                .containsEntry("book_title", AttributeValue.fromS("A book"))
                .containsEntry("book_price", AttributeValue.fromN("9.99"))
                .containsEntry("book_image_url", AttributeValue.fromS("https://img/1.jpg"))
                .containsEntry("added_at", AttributeValue.fromS("2126-11-20T12:00:00.123Z"))
                .containsEntry("updated_at", AttributeValue.fromS("2126-11-20T12:00:00.123Z"))
                .doesNotContainKey("expires_at");
    }

    @Test
    void purchaseMarkerExpiresInAWeekAndIsInNoCart() {
        Purchase purchase = purchase(2);
        await(store().takeOff(owner, purchase, NOON));
        assertThat(items())
                .singleElement()
                .satisfies(marker ->
                        assertThat(marker)
                                .containsEntry(
                                        "book_id",
                                        AttributeValue.fromS(
                                                "#removed#" + purchase.orderId() + "#0"))
                                .containsEntry(
                                        "expires_at",
                                        AttributeValue.fromN(
                                                Long.toString(
                                                        NOON.plus(Duration.ofDays(7))
                                                                .getEpochSecond()))));
        assertThat(await(store().read(owner, NOON)).lines()).isEmpty();
        await(store().clear(owner, NOON));
        assertThat(items()).as("a marker outlives clearing").hasSize(1);
    }

    @Override
    public int storedLines(CartOwner closed) {
        return (int) items(closed).stream().filter(item -> item.containsKey("quantity")).count();
    }

    /** Its first chunk has been removed, and later changes by the customer stay. */
    @Test
    void interruptedPurchaseIsCompletedOnceByTheNext() throws IOException {
        List<Book> books = books(Cart.LINES_MAX);
        fill(books);
        Purchase purchase =
                new Purchase(
                        UUID.randomUUID(),
                        books.stream().map(book -> new Purchase.Line(book.id(), 1)).toList());
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint(), SHORT)) {
            faulty.plan(
                    "TransactWriteItems",
                    Stream.concat(
                                    Stream.of(Fault.none()),
                                    Stream.generate(Fault::hungUp).limit(200))
                            .toArray(Fault[]::new));
            assertThatThrownBy(() -> await(store(through).takeOff(owner, purchase, NOON)))
                    .isInstanceOf(Unavailable.class);
        }
        assertThat(await(store().read(owner, NOON)).lines()).hasSize(1);
        Book again = books.getFirst();
        Book last =
                await(store().read(owner, NOON)).lines().getFirst().book().equals(again)
                        ? books.getLast()
                        : again;
        await(store().add(owner, last, 2, LATER));
        Uni<Void> first = store().takeOff(owner, purchase, LATER);
        await(Uni.join().all(first, store().takeOff(owner, purchase, LATER)).andFailFast());
        assertThat(await(store().read(owner, LATER)).lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.book().id()).isEqualTo(last.id());
                    assertThat(line.quantity()).isEqualTo(2);
                });
    }

    private List<Map<String, AttributeValue>> items() {
        return items(owner);
    }

    private List<Map<String, AttributeValue>> items(CartOwner whose) {
        return client.query(query ->
                        query.tableName(TABLE)
                                .keyConditionExpression("user_id = :owner")
                                .expressionAttributeValues(
                                        Map.of(":owner", AttributeValue.fromS(whose.key()))))
                .join()
                .items();
    }

    /** Adds a book and fails before the change can be undone, as if the process had died. */
    private void crashAfterAdding(Book book) throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            faulty.plan("Query", Collections.nCopies(9, Fault.hungUp()).toArray(Fault[]::new));
            assertThatThrownBy(() -> await(store(through).add(owner, book, 1, LATER)))
                    .isInstanceOf(Unavailable.class);
        }
    }

    private void fill(List<Book> books) {
        for (int i = 0; i < books.size(); i++) {
            await(store().set(owner, books.get(i), 1, NOON.plusMillis(i)));
        }
    }

    private static List<Book> books(int count) {
        return Stream.generate(
                        () -> new Book(UUID.randomUUID(), "A book", Money.usd("9.99"), null, 50))
                .limit(count)
                .toList();
    }

    private static List<Book> booksIn(Cart cart) {
        return cart.lines().stream().map(CartLine::book).toList();
    }

    private static Fault canceled(String reasons) {
        return Fault.error(
                400, "TransactionCanceledException", ",\"CancellationReasons\":[" + reasons + "]");
    }

    private static Purchase purchase(int quantity) {
        return new Purchase(UUID.randomUUID(), List.of(new Purchase.Line(BOOK.id(), quantity)));
    }

    private static int quantity(Uni<CartChange> change) {
        Cart cart = ((CartChange.Changed) await(change)).cart();
        return cart.itemCount();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }

    private static CartStore store(DynamoDbAsyncClient client) {
        return new DynamoDbCartStore(client, TABLE, Duration.ofDays(7));
    }
}
