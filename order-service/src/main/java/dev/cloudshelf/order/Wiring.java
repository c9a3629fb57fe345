package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Pricing;
import dev.cloudshelf.order.domain.SalesReports;
import dev.cloudshelf.order.domain.TaxRates;
import dev.cloudshelf.order.store.postgres.PostgresEffectStore;
import dev.cloudshelf.order.store.postgres.PostgresLifeCycle;
import dev.cloudshelf.order.store.postgres.PostgresOrderBook;
import dev.cloudshelf.order.store.postgres.PostgresOrderStore;
import dev.cloudshelf.order.store.postgres.PostgresSalesReports;
import io.quarkus.runtime.Startup;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Picks the store, the clock and the prices; the only place that knows everything. */
class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

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

    /** At start, so that a mistaken rate is found then and not by the first customer. */
    @Startup
    @Produces
    @Singleton
    Pricing pricing(TaxConfig tax, ShippingConfig shipping) {
        return new Pricing(
                new TaxRates(tax.rate(), tax.rates()),
                Money.usd(shipping.flatUsd()),
                Money.usd(shipping.freeFromUsd()));
    }
}
