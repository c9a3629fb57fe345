package dev.cloudshelf.order;

import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.order.domain.Retention;
import dev.cloudshelf.order.domain.Retention.Batch;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Removes refused orders with their idempotency keys, and effects that are done, once they are old
 * enough. Orders that were confirmed stay.
 */
@ApplicationScoped
public class RemoveOldOrders implements DueWork {

    private static final Logger LOG = Logger.getLogger(RemoveOldOrders.class);

    private final Retention retention;
    private final Clock clock;
    private final RetentionConfig config;
    private final Outages outages = new Outages(LOG, "Nothing old is removed");

    RemoveOldOrders(Retention retention, Clock clock, RetentionConfig config) {
        this.retention = retention;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(
            identity = "remove-old-orders",
            every = "${cloudshelf.retention.every}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> removeOnSchedule() {
        return outages.survived(runDue());
    }

    /** One that fails does not keep the other from being done. */
    @Override
    public Uni<Void> runDue() {
        Uni<Integer> orders =
                all(() ->
                                retention.removeRefused(
                                        daysAgo(config.refusedOrdersDays()), config.batchMax()))
                        .invoke(removed -> log("refused orders", removed));
        Uni<Integer> effects =
                all(() ->
                                retention.removeDoneEffects(
                                        daysAgo(config.doneEffectsDays()), config.batchMax()))
                        .invoke(removed -> log("done effects", removed));
        return Outages.each(List.of(orders, effects));
    }

    private static Uni<Integer> all(Supplier<Uni<Batch>> batch) {
        return Uni.createFrom()
                .deferred(batch::get)
                .chain(done ->
                        done.complete()
                                ? Uni.createFrom().item(done.removed())
                                : all(batch).map(rest -> done.removed() + rest));
    }

    private Instant daysAgo(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    private static void log(String what, int removed) {
        if (removed > 0) {
            LOG.infof("removed %d %s", removed, what);
        }
    }
}
