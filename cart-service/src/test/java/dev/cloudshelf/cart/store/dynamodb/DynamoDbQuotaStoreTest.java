package dev.cloudshelf.cart.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.cart.TakePermits;
import dev.cloudshelf.cart.domain.PermitResult;
import dev.cloudshelf.cart.domain.Quota;
import dev.cloudshelf.cart.domain.QuotaStore;
import dev.cloudshelf.cart.store.dynamodb.DynamoDbFaultProxy.Fault;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.testkit.TestDynamoDb;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Permits that several instances take ahead from one quota. */
class DynamoDbQuotaStoreTest {

    private static final String TABLE = "cloudshelf-cart-quotas";

    /** So far in the future that DynamoDB's TTL deletes nothing during the test. */
    private static final Instant NOON = Instant.parse("2126-11-20T12:00:00Z");

    private static final Quota HUNDRED = new Quota("tries", 100, Duration.ofMinutes(10));

    private static URI endpoint;
    private static DynamoDbAsyncClient client;

    private final String who = UUID.randomUUID().toString();

    @BeforeAll
    static void connect() {
        endpoint = TestDynamoDb.withTables();
        client = TestClients.of(endpoint);
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void racersGetExactlyTheQuotasPermits() {
        QuotaStore store = store(client);
        List<Integer> given = race(60, i -> store.take(HUNDRED, who, 1 + i % 5, NOON));
        assertThat(given.stream().mapToInt(permits -> permits).sum()).isEqualTo(100);
        assertThat(await(store.take(HUNDRED, who, 1, NOON))).isZero();
        assertThat(await(store.take(HUNDRED, UUID.randomUUID().toString(), 1, NOON))).isOne();
        assertThat(await(store.take(HUNDRED, who, 500, NOON.plus(Duration.ofMinutes(10)))))
                .isEqualTo(100);
    }

    @Test
    void countExpiresAfterItsWindow() {
        await(store(client).take(HUNDRED, who, 3, NOON));
        String key = "tries#%s#%d".formatted(who, HUNDRED.windowOf(NOON));
        var item =
                client.getItem(request ->
                                request.tableName(TABLE)
                                        .key(Map.of("quota_key", AttributeValue.fromS(key))))
                        .join()
                        .item();
        assertThat(Attributes.required(item, "turns").n()).isEqualTo("3");
        assertThat(Long.parseLong(Attributes.required(item, "expires_at").n()))
                .isGreaterThan(HUNDRED.endOfWindow(NOON).getEpochSecond());
    }

    @Test
    void instancesTogetherKeepToTheQuota() {
        List<TakePermits> instances =
                IntStream.range(0, 4).mapToObj(i -> instance(client, NOON)).toList();
        List<PermitResult> permits = race(300, i -> instances.get(i % 4).take(HUNDRED, who));
        assertThat(permits.stream().filter(PermitResult.Granted.class::isInstance).count())
                .isBetween(50L, 100L);
        long later =
                IntStream.range(0, 200)
                        .filter(i ->
                                await(instances.get(i % 4).take(HUNDRED, who))
                                        instanceof PermitResult.Granted)
                        .count();
        assertThat(permits.stream().filter(PermitResult.Granted.class::isInstance).count() + later)
                .as("all are used in the end")
                .isEqualTo(100);
    }

    @Test
    void oneInstanceUsesEveryPermitWithFewCalls() throws IOException {
        try (DynamoDbFaultProxy counting = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through = TestClients.of(counting.endpoint())) {
            TakePermits permits = instance(through, NOON.plusSeconds(590));
            for (int i = 0; i < 100; i++) {
                assertThat(await(permits.take(HUNDRED, who))).isEqualTo(new PermitResult.Granted());
            }
            assertThat(counting.calls("UpdateItem")).isLessThanOrEqualTo(9);
            assertThat(await(permits.take(HUNDRED, who))).isEqualTo(new PermitResult.Rejected(10));
            long calls = counting.calls("UpdateItem");
            assertThat(await(permits.take(HUNDRED, who))).isEqualTo(new PermitResult.Rejected(10));
            assertThat(counting.calls("UpdateItem"))
                    .as("known until the window ends")
                    .isEqualTo(calls);
        }
    }

    /** A spike on one instance must not use up the permits of others. */
    @Test
    void racersOfOneInstanceTakeFewSparePermits() {
        Quota wide = new Quota("tries", 250, Duration.ofMinutes(10));
        TakePermits permits = instance(client, NOON);
        assertThat(race(200, i -> permits.take(wide, who)))
                .containsOnly(new PermitResult.Granted());
    }

    @Test
    void silentStoreIsAnOutageAndIsCalledAgain() throws IOException {
        try (DynamoDbFaultProxy faulty = new DynamoDbFaultProxy(endpoint);
                DynamoDbAsyncClient through =
                        TestClients.of(faulty.endpoint(), Duration.ofSeconds(2))) {
            TakePermits permits = instance(through, NOON);
            faulty.plan(
                    "UpdateItem", Collections.nCopies(50, Fault.hungUp()).toArray(Fault[]::new));
            assertThatThrownBy(() -> await(permits.take(HUNDRED, who)))
                    .isInstanceOf(Unavailable.class);
            faulty.plan("UpdateItem");
            assertThat(await(permits.take(HUNDRED, who))).isEqualTo(new PermitResult.Granted());
        }
    }

    private static TakePermits instance(DynamoDbAsyncClient client, Instant now) {
        return new TakePermits(store(client), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static QuotaStore store(DynamoDbAsyncClient client) {
        return new DynamoDbQuotaStore(client, TABLE);
    }

    /** Starts all of them before any has finished. */
    private static <T> List<T> race(int times, IntFunction<Uni<T>> start) {
        List<Uni<T>> all = IntStream.range(0, times).mapToObj(start).toList();
        return await(Uni.join().all(all).andFailFast());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
