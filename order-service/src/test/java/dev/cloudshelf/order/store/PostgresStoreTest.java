package dev.cloudshelf.order.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.store.postgres.PostgresEffectStore;
import dev.cloudshelf.order.store.postgres.PostgresOrderStore;
import dev.cloudshelf.testkit.TestPostgres;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PoolOptions;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresStoreTest implements OrderStoreContract, EffectStoreContract {

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
    public EffectStore effects() {
        return new PostgresEffectStore(POOL);
    }

    @Test
    void aStoreThatIsGoneIsUnavailable() {
        Pool nowhere = connect(1);

        assertThatThrownBy(() ->
                        new PostgresOrderStore(nowhere)
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
