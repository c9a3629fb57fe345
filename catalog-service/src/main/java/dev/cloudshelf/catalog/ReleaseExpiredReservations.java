package dev.cloudshelf.catalog;

import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.kernel.DueWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Gives back the stock of orders that never came to an end. */
@ApplicationScoped
public class ReleaseExpiredReservations implements DueWork {

    private static final Logger LOG = Logger.getLogger(ReleaseExpiredReservations.class);
    private static final int AT_ONCE = 100;

    private final ReservationStore reservations;
    private final Clock clock;

    public ReleaseExpiredReservations(ReservationStore reservations, Clock clock) {
        this.reservations = reservations;
        this.clock = clock;
    }

    /** What the schedule calls. */
    @Scheduled(
            every = "${cloudshelf.reservations.sweep-interval}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> sweep() {
        return run().replaceWithVoid();
    }

    @Override
    public Uni<Void> runDue() {
        return run().chain(released -> released < AT_ONCE ? Uni.createFrom().voidItem() : runDue());
    }

    /**
     * @return how many were released, at most {@value #AT_ONCE}
     */
    public Uni<Integer> run() {
        return reservations
                .releaseExpired(clock.instant(), AT_ONCE)
                .invoke(released -> {
                    if (released > 0) {
                        LOG.infof("event=reservations-expired count=%d", released);
                    }
                });
    }
}
