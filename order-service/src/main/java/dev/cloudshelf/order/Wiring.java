package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.Pricing;
import dev.cloudshelf.order.domain.TaxRates;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the service together; its store is wired by the class of the store it was built with. */
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
