package dev.cloudshelf.catalog.metrics;

import dev.cloudshelf.catalog.ReleaseExpiredReservations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;

/**
 * A gauge of expired reservations that could not be released and need to be fixed. A scrape reads
 * the result of the last sweep and never calls the store; before the first sweep it is NaN.
 */
@Startup
@ApplicationScoped
class StockGauges {

    StockGauges(MeterRegistry registry, ReleaseExpiredReservations sweep) {
        Gauge.builder("cloudshelf.reservations.unreleased", sweep, StockGauges::unreleased)
                .description("Expired reservations that could not be released")
                .strongReference(true)
                .register(registry);
    }

    private static double unreleased(ReleaseExpiredReservations sweep) {
        OptionalLong count = sweep.unreleased();
        return count.isPresent() ? count.getAsLong() : Double.NaN;
    }
}
