package dev.cloudshelf.order.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.SalesReports;
import dev.cloudshelf.order.domain.Totals;
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
import java.util.List;
import java.util.Set;
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
        store().begin(order, Orders.request(order, "key"), Orders.NOON).await().indefinitely();
        PricedLine line =
                new PricedLine(UUID.randomUUID(), "No text: \0", Money.usd("1.00"), 1, null);
        Order broken = order.confirmed(List.of(line), Totals.none(), Orders.NOON, "x");

        assertThatThrownBy(
                        () -> store().confirm(broken, Set.of(), Orders.NOON).await().indefinitely())
                .isInstanceOf(PgException.class);
    }

    static Pool connect(int port) {
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
