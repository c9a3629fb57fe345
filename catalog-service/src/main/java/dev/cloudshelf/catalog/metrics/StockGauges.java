package dev.cloudshelf.catalog.metrics;

import dev.cloudshelf.catalog.ReleaseExpiredReservations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;

/**
 * What somebody has to mend, as a gauge. A scrape reads what the last sweep has found and never
 * asks the store; before the first one it is not a number.
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
