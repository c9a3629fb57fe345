package dev.cloudshelf.cart.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionChange;
import dev.cloudshelf.cart.domain.SessionHolder;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionPatch;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.cart.domain.SessionStoreContract;
import dev.cloudshelf.cart.domain.Visitor;
import dev.cloudshelf.cart.store.dynamodb.DynamoDbFaultProxy.Fault;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.testkit.TestDynamoDb;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@NullUnmarked
class DynamoDbSessionStoreTest implements SessionStoreContract {

    private static final String TABLE = "cloudshelf-sessions";

    private static URI endpoint;
    private static DynamoDbAsyncClient client;

    private final SessionId id = newId();
    private final SessionHolder holder = new SessionHolder(id, null);

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
    public SessionStore sessions() {
        return new DynamoDbSessionStore(client, TABLE);
    }

    @Test
    void tableHoldsNoSessionId() {
        await(sessions().open(id, session()));
        Map<String, AttributeValue> item = item();
        assertThat(item.toString()).doesNotContain(id.secret());
        assertThat(item)
                .containsEntry("session_id", AttributeValue.fromS(id.digest()))
                .containsEntry(
                        "expires_at",
                        AttributeValue.fromN(
                                Long.toString(NOON.plus(Duration.ofHours(24)).getEpochSecond())))
                .containsEntry("created_at", AttributeValue.fromS("2126-11-20T12:00:00.123Z"))
                .containsEntry("ip_address", AttributeValue.fromS("192.0.2.7"))
                .doesNotContainKey("user_id");
        assertThat(item.get("session_data").m())
                .containsOnlyKeys("preferences", "browsing_history", "search_history");
        assertThat(item.get("cart_summary").m())
                .containsOnlyKeys("item_count", "total_amount", "last_updated");
    }

    @Test
    void patchWithALostResponseIsAppliedOnce() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            SessionStore store = new DynamoDbSessionStore(through, TABLE);
            await(store.open(id, session()));
            faulty.plan("UpdateItem", Fault.responseLost());
            await(store.patch(holder, patch(Map.of()), NOON));
            faulty.plan("UpdateItem", Fault.responseLost());
            await(store.patch(holder, patch(Map.of("theme", "dark")), NOON));
            assertThat(faulty.calls("UpdateItem")).isEqualTo(4);
            assertThat(await(sessions().read(holder, NOON)).orElseThrow().data().browsingHistory())
                    .containsExactly("b", "b");
        }
    }

    @Test
    void signInWithALostResponseKeepsTheGuestsData() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            SessionStore store = new DynamoDbSessionStore(through, TABLE);
            await(store.open(id, session()));
            await(store.patch(holder, patch(Map.of()), NOON));
            faulty.plan("TransactWriteItems", Fault.responseLost());
            SessionId fresh = newId();
            Session bound = Session.opened(ALICE, VISITOR, CartSummary.empty(NOON), NOON);
            await(store.openInPlaceOf(id, fresh, bound, NOON));
            assertThat(faulty.calls("TransactWriteItems")).isEqualTo(2);
            assertThat(
                            await(sessions().read(new SessionHolder(fresh, ALICE), NOON))
                                    .orElseThrow()
                                    .data()
                                    .browsingHistory())
                    .containsExactly("b");
        }
    }

    @Test
    void storedHistoryDoesNotGrowWithoutEnd() {
        await(sessions().open(id, session()));
        for (int i = 0; i < 130; i++) {
            await(sessions().patch(holder, patch(Map.of()), NOON));
        }
        assertThat(item().get("session_data").m().get("browsing_history").l())
                .hasSizeBetween(50, 75);
    }

    @Test
    void bothHistoriesAreTrimmedToTheirLimit() {
        await(sessions().open(id, session()));
        for (int entries : new int[] {50, 25, 50, 50, 25, 50}) {
            assertThat(await(sessions().patch(holder, entries(entries), NOON)))
                    .isInstanceOf(SessionChange.Changed.class);
        }
        assertThat(stored("browsing_history")).isEqualTo(50);
        assertThat(stored("search_history")).isEqualTo(50);
    }

    @Test
    void overgrownHistoryIsTrimmedStepByStep() {
        await(sessions().open(id, session()));
        plant("search_history", 600);
        await(sessions().patch(holder, entries(1), NOON));
        assertThat(stored("search_history")).isEqualTo(601 - 4 * 75);
        await(sessions().patch(holder, entries(1), NOON));
        assertThat(stored("search_history")).isEqualTo(50);
        assertThat(await(sessions().read(holder, NOON)).orElseThrow().data().searchHistory())
                .startsWith("s0", "s0", "old0", "old1")
                .endsWith("old47");
    }

    @Test
    void patchSucceedsEvenIfTrimmingFails() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(faulty.endpoint())) {
            SessionStore store = new DynamoDbSessionStore(through, TABLE);
            await(store.open(id, session()));
            plant("search_history", 60);
            faulty.plan("UpdateItem", Fault.none(), Fault.error(400, "ValidationException", ""));
            assertThat(await(store.patch(holder, entries(40), NOON)))
                    .isInstanceOf(SessionChange.Changed.class);
            assertThat(faulty.calls("UpdateItem")).isEqualTo(2);
            assertThat(stored("search_history")).isEqualTo(100);
            await(store.patch(holder, entries(1), NOON));
            assertThat(stored("search_history")).as("the next one trims").isEqualTo(50);
        }
    }

    @Test
    void unreachableStoreIsAnOutage() {
        try (DynamoDbAsyncClient nowhere =
                TestClients.of(URI.create("http://127.0.0.1:1"), Duration.ofMillis(300))) {
            SessionStore store = new DynamoDbSessionStore(nowhere, TABLE);
            assertThatThrownBy(() -> await(store.read(holder, NOON)))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> await(store.patch(holder, patch(Map.of()), NOON)))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> await(store.open(id, session())))
                    .isInstanceOf(Unavailable.class);
        }
    }

    private Map<String, AttributeValue> item() {
        return client.getItem(get ->
                        get.tableName(TABLE)
                                .key(Map.of("session_id", AttributeValue.fromS(id.digest()))))
                .join()
                .item();
    }

    private int stored(String history) {
        return item().get("session_data").m().get(history).l().size();
    }

    private void plant(String history, int entries) {
        AttributeValue old =
                AttributeValue.fromL(
                        IntStream.range(0, entries)
                                .mapToObj(i -> AttributeValue.fromS("old" + i))
                                .toList());
        client.updateItem(update ->
                        update.tableName(TABLE)
                                .key(Map.of("session_id", AttributeValue.fromS(id.digest())))
                                .updateExpression("SET session_data.#history = :old")
                                .expressionAttributeNames(Map.of("#history", history))
                                .expressionAttributeValues(Map.of(":old", old)))
                .join();
    }

    /** Returns a patch with as many entries in each history. */
    private static SessionPatch entries(int count) {
        return new SessionPatch(
                Map.of(),
                Set.of(),
                IntStream.range(0, count).mapToObj(i -> "b" + i).toList(),
                IntStream.range(0, count).mapToObj(i -> "s" + i).toList());
    }

    private static Session session() {
        return Session.opened(null, new Visitor("192.0.2.7", null), CartSummary.empty(NOON), NOON);
    }

    private static SessionPatch patch(Map<String, String> preferences) {
        return new SessionPatch(preferences, Set.of(), List.of("b"), List.of());
    }

    private static SessionId newId() {
        return new SessionId(UUID.randomUUID().toString());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
