package dev.cloudshelf.catalog;

import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.kernel.DueWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Removes reservations that were released or restocked so long ago that no repeated request for
 * them can still arrive.
 */
@ApplicationScoped
public class RemoveFinishedReservations implements DueWork {

    private static final Logger LOG = Logger.getLogger(RemoveFinishedReservations.class);
    private static final int AT_ONCE = 500;
    private static final int BATCHES_MAX = 200;

    private final ReservationStore reservations;
    private final Clock clock;
    private final RetentionConfig retention;

    public RemoveFinishedReservations(
            ReservationStore reservations, Clock clock, RetentionConfig retention) {
        this.reservations = reservations;
        this.clock = clock;
        this.retention = retention;
    }

    /** Runs the job; called by the scheduler. */
    @Scheduled(
            every = "${cloudshelf.retention.every}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> sweep() {
        return runDue();
    }

    @Override
    public Uni<Void> runDue() {
        return run().replaceWithVoid();
    }

    /**
     * Removes finished reservations, at most 100,000.
     *
     * @return the number removed
     */
    public Uni<Integer> run() {
        return batches(clock.instant().minus(retention.reservations()), BATCHES_MAX)
                .invoke(count -> {
                    if (count > 0) {
                        LOG.infof("event=removed what=reservations count=%d", count);
                    }
                });
    }

    private Uni<Integer> batches(Instant settledBefore, int left) {
        return reservations
                .removeFinished(settledBefore, AT_ONCE)
                .chain(removed ->
                        removed < AT_ONCE || left == 1
                                ? Uni.createFrom().item(removed)
                                : batches(settledBefore, left - 1).map(more -> removed + more));
    }
}
