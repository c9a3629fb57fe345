package dev.cloudshelf.order;

import dev.cloudshelf.order.domain.ClosedAccounts;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Retention;
import dev.cloudshelf.order.domain.SalesReports;
import dev.cloudshelf.order.store.postgres.PostgresClosedAccounts;
import dev.cloudshelf.order.store.postgres.PostgresEffectStore;
import dev.cloudshelf.order.store.postgres.PostgresLifeCycle;
import dev.cloudshelf.order.store.postgres.PostgresOrderBook;
import dev.cloudshelf.order.store.postgres.PostgresOrderStore;
import dev.cloudshelf.order.store.postgres.PostgresRetention;
import dev.cloudshelf.order.store.postgres.PostgresSalesReports;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Part of the service when it is built for PostgreSQL. */
@ApplicationScoped
@IfBuildProperty(name = "cloudshelf.store", stringValue = "postgres")
public class PostgresWiring {

    @Produces
    @Singleton
    OrderStore orders(Pool pool) {
        return new PostgresOrderStore(pool);
    }

    @Produces
    @Singleton
    EffectStore effects(Pool pool) {
        return new PostgresEffectStore(pool);
    }

    @Produces
    @Singleton
    OrderBook book(Pool pool) {
        return new PostgresOrderBook(pool);
    }

    @Produces
    @Singleton
    SalesReports reports(Pool pool) {
        return new PostgresSalesReports(pool);
    }

    @Produces
    @Singleton
    LifeCycle lifeCycle(Pool pool) {
        return new PostgresLifeCycle(pool);
    }

    @Produces
    @Singleton
    Retention retention(Pool pool) {
        return new PostgresRetention(pool);
    }

    @Produces
    @Singleton
    ClosedAccounts closedAccounts(Pool pool) {
        return new PostgresClosedAccounts(pool);
    }
}
