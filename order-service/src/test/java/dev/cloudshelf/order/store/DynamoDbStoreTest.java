package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.Orders.NOON;
import static dev.cloudshelf.order.store.Orders.confirmed;
import static dev.cloudshelf.order.store.Orders.pending;
import static dev.cloudshelf.order.store.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.dynamodb.Client;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderFilter;
import dev.cloudshelf.order.domain.OrderPosition;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.SalesReports;
import dev.cloudshelf.order.store.dynamodb.DynamoDbEffectStore;
import dev.cloudshelf.order.store.dynamodb.DynamoDbLifeCycle;
import dev.cloudshelf.order.store.dynamodb.DynamoDbOrderBook;
import dev.cloudshelf.order.store.dynamodb.DynamoDbOrderStore;
import dev.cloudshelf.order.store.dynamodb.DynamoDbSalesReports;
import dev.cloudshelf.testkit.TestDynamoDb;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Every test of every contract fails on a Scan. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbStoreTest
        implements OrderStoreContract,
                OrderBookContract,
                LifeCycleContract,
                EffectStoreContract,
                SalesReportsContract {

    private static final URI NOTHING_LISTENS = URI.create("http://127.0.0.1:1");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger calls = new AtomicInteger();
    private DynamoDbAsyncClient client;

    @BeforeAll
    void connect() {
        client = client(TestDynamoDb.withTables());
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @Override
    public OrderStore store() {
        return new DynamoDbOrderStore(client);
    }

    @Override
    public OrderBook book() {
        return new DynamoDbOrderBook(client);
    }

    @Override
    public LifeCycle lifeCycle() {
        return new DynamoDbLifeCycle(client);
    }

    @Override
    public EffectStore effects() {
        return new DynamoDbEffectStore(client);
    }

    @Override
    public SalesReports reports() {
        return new DynamoDbSalesReports(client);
    }

    @Test
    void anOrderCostsThreeCallsAndItsEffectsOneEach() {
        OrderStore orders = store();
        Order first = pending(UUID.randomUUID());
        await(orders.begin(first, request(first, "key"), NOON));
        Order order = pending(UUID.randomUUID());
        calls.set(0);

        await(orders.begin(order, request(order, "key"), NOON));
        assertThat(calls.get()).isEqualTo(1);
        Order confirmed = confirmed(order);
        await(
                orders.confirm(
                        confirmed,
                        EnumSet.of(EffectKind.REMOVE_FROM_CART, EffectKind.CONFIRMATION_EMAIL),
                        farAway()));
        assertThat(calls.get()).isEqualTo(2);
        await(orders.settle(confirmed).replaceWith(true));
        assertThat(calls.get()).isEqualTo(3);
        for (EffectKind kind :
                List.of(EffectKind.REMOVE_FROM_CART, EffectKind.CONFIRMATION_EMAIL)) {
            await(effects().done(Effect.first(Set.of(kind), confirmed), NOON).replaceWith(true));
        }
        assertThat(calls.get()).isEqualTo(5);
    }

    /** As an instance of an earlier release leaves it that settles an order of this one. */
    @Test
    void openOrderThatWasSettledWithoutClosingItHoldsNothing() {
        Order first = pending(UUID.randomUUID());
        await(store().begin(first, request(first, "key"), NOON));
        client.updateItem(update ->
                        update.tableName("cloudshelf-orders")
                                .key(
                                        Map.of(
                                                "user_id",
                                                AttributeValue.fromS(first.userId().toString()),
                                                "order_id",
                                                AttributeValue.fromS(first.id().toString())))
                                .updateExpression("REMOVE pending, driven_until"))
                .join();
        Order next = pending(first.userId());

        assertThat(await(store().begin(next, request(next, "next"), NOON))).isTrue();
        Order third = pending(first.userId());
        assertThat(await(store().begin(third, request(third, "third"), NOON))).isFalse();
    }

    /** Sixty days of orders, none of which passes the filter but the oldest. */
    @Test
    void aListThatFindsLittleIsCutShortAndGoesOn() {
        Instant begin = Instant.parse("2003-01-01T12:00:00Z");
        List<Order> orders = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            Order order = pending(UUID.randomUUID(), begin.plus(Duration.ofDays(day)));
            await(store().begin(order, request(order, "key"), farAway()));
            orders.add(order);
        }
        Order oldest = confirmed(orders.getFirst());
        await(store().confirm(oldest, EnumSet.noneOf(EffectKind.class), farAway()));
        OrderFilter filter =
                new OrderFilter(
                        null, OrderStatus.CONFIRMED, begin, begin.plus(Duration.ofDays(100)));
        @Nullable OrderPosition next = OrderPosition.start();

        List<Order> found = new ArrayList<>();
        int pages = 0;
        while (next != null) {
            calls.set(0);
            Page<Order> page = await(book().page(filter, next, 10));
            assertThat(calls.get()).isLessThanOrEqualTo(51);
            found.addAll(page.items());
            next = page.next().flatMap(c -> OrderPosition.of(c, filter)).orElse(null);
            pages++;
        }

        assertThat(found).containsExactly(oldest);
        assertThat(pages).isEqualTo(2);
    }

    @Test
    void aStoreThatIsGoneIsUnavailable() {
        try (DynamoDbAsyncClient nowhere = client(NOTHING_LISTENS)) {
            Order order = pending(UUID.randomUUID());

            for (Uni<?> call :
                    List.of(
                            new DynamoDbOrderBook(nowhere).find(order.id(), order.userId()),
                            new DynamoDbOrderStore(nowhere)
                                    .begin(order, request(order, "key"), NOON),
                            new DynamoDbEffectStore(nowhere).backlog(1, NOON))) {
                assertThatThrownBy(() -> call.await().atMost(PATIENCE))
                        .isInstanceOf(Unavailable.class);
            }
        }
    }

    @Test
    void anOrderThatIsThereAlreadyIsAMistakeAndNoUsedKey() {
        Order order = pending(UUID.randomUUID());
        await(store().begin(order, request(order, "a key"), NOON));

        assertThatThrownBy(() ->
                        await(
                                store().begin(
                                                order,
                                                request(order, "another key for the same order"),
                                                NOON)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Instant farAway() {
        return NOON.plus(Duration.ofDays(10_000));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private DynamoDbAsyncClient client(URI endpoint) {
        return Client.of(
                DynamoDbAsyncClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .overrideConfiguration(
                                config -> config.addExecutionInterceptor(new Watch())));
    }

    /** Counts the calls, and lets no scan pass. */
    private final class Watch implements ExecutionInterceptor {

        @Override
        public void beforeExecution(
                Context.BeforeExecution context, ExecutionAttributes attributes) {
            calls.incrementAndGet();
            if (context.request() instanceof ScanRequest
                    || context.request() instanceof ExecuteStatementRequest) {
                throw new AssertionError("A scan: " + context.request());
            }
        }
    }
}
