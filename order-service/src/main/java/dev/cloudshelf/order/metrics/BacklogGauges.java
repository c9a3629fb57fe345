package dev.cloudshelf.order.metrics;

import dev.cloudshelf.order.WatchBacklog;
import dev.cloudshelf.order.domain.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToLongFunction;

/**
 * The backlog as gauges. A scrape reads what the last look at the store has found and never asks
 * the store itself; while that is unknown, they are not a number.
 */
@Startup
@ApplicationScoped
class BacklogGauges {

    BacklogGauges(MeterRegistry registry, WatchBacklog watch) {
        register(
                registry,
                watch,
                "cloudshelf.effects.waiting",
                "Effects of orders that are not done",
                Backlog::effectsWaiting);
        register(
                registry,
                watch,
                "cloudshelf.effects.stuck",
                "Effects of orders that have failed again and again",
                Backlog::effectsStuck);
        register(
                registry,
                watch,
                "cloudshelf.orders.pending.overdue",
                "Orders that are pending although the sweeper should have settled them",
                Backlog::ordersOverdue);
    }

    private static void register(
            MeterRegistry registry,
            WatchBacklog watch,
            String name,
            String description,
            ToLongFunction<Backlog> count) {
        Gauge.builder(
                        name,
                        watch,
                        w ->
                                w.latest()
                                        .map(backlog -> (double) count.applyAsLong(backlog))
                                        .orElse(Double.NaN))
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
