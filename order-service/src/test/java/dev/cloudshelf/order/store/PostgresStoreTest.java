package dev.cloudshelf.order.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.SalesReports;
import dev.cloudshelf.order.store.postgres.PostgresEffectStore;
import dev.cloudshelf.order.store.postgres.PostgresLifeCycle;
import dev.cloudshelf.order.store.postgres.PostgresOrderBook;
import dev.cloudshelf.order.store.postgres.PostgresOrderStore;
import dev.cloudshelf.order.store.postgres.PostgresSalesReports;
import dev.cloudshelf.testkit.TestPostgres;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PoolOptions;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresStoreTest
        implements OrderStoreContract,
                OrderBookContract,
                LifeCycleContract,
                EffectStoreContract,
                EverySalesReportContract {

    private static final Pool POOL = connect(TestPostgres.schema("orders").port());

    @AfterAll
    static void disconnect() {
        POOL.closeAndAwait();
    }

    @Override
    public OrderStore store() {
        return new PostgresOrderStore(POOL);
    }

    @Override
    public OrderBook book() {
        return new PostgresOrderBook(POOL);
    }

    @Override
    public LifeCycle lifeCycle() {
        return new PostgresLifeCycle(POOL);
    }

    @Override
    public EffectStore effects() {
        return new PostgresEffectStore(POOL);
    }

    @Override
    public SalesReports reports() {
        return new PostgresSalesReports(POOL);
    }

    @Test
    void aStoreThatIsGoneIsUnavailable() {
        Pool nowhere = connect(1);

        assertThatThrownBy(() ->
                        new PostgresOrderBook(nowhere)
                                .find(UUID.randomUUID(), UUID.randomUUID())
                                .await()
                                .indefinitely())
                .isInstanceOf(Unavailable.class);
        nowhere.closeAndAwait();
    }

    @Test
    void aViolatedConstraintIsAMistakeAndNoOutage() {
        Order order = Orders.pending(UUID.randomUUID());
        begin(order, "a key");

        assertThatThrownBy(() -> begin(order, "another key for the same order"))
                .isInstanceOf(PgException.class);
    }

    private void begin(Order order, String key) {
        store().begin(order, Orders.request(order, key), Orders.NOON).await().indefinitely();
    }

    private static Pool connect(int port) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(16))
                .connectingTo(
                        new PgConnectOptions()
                                .setPort(port)
                                .setHost("127.0.0.1")
                                .setDatabase("postgres")
                                .setUser("orders")
                                .setPassword("test")
                                .setCachePreparedStatements(true))
                .build();
    }
}
