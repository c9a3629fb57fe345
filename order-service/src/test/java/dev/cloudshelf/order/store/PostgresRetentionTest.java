package dev.cloudshelf.order.store;

import dev.cloudshelf.order.domain.ClosedAccounts;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Retention;
import dev.cloudshelf.order.store.postgres.PostgresClosedAccounts;
import dev.cloudshelf.order.store.postgres.PostgresEffectStore;
import dev.cloudshelf.order.store.postgres.PostgresOrderBook;
import dev.cloudshelf.order.store.postgres.PostgresOrderStore;
import dev.cloudshelf.order.store.postgres.PostgresRetention;
import dev.cloudshelf.testkit.TestPostgres;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterAll;

class PostgresRetentionTest implements RetentionContract {

    private static final Pool POOL =
            PostgresStoreTest.connect(TestPostgres.schema("orders").port());

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
    public EffectStore effects() {
        return new PostgresEffectStore(POOL);
    }

    @Override
    public Retention retention() {
        return new PostgresRetention(POOL);
    }

    @Override
    public ClosedAccounts closedAccounts() {
        return new PostgresClosedAccounts(POOL);
    }

    @Override
    public void forgetHowFarItCame() {
        // It goes by the rows themselves.
    }
}
