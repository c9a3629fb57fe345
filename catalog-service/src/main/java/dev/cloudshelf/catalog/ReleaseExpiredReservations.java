package dev.cloudshelf.catalog;

import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import dev.cloudshelf.catalog.domain.ReservationStore.Unreleased;
import dev.cloudshelf.kernel.DueWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Returns the stock of expired reservations. A reservation that cannot be released is put off, and
 * counted until somebody has fixed it.
 */
@ApplicationScoped
public class ReleaseExpiredReservations implements DueWork {

    private static final Logger LOG = Logger.getLogger(ReleaseExpiredReservations.class);
    private static final int AT_ONCE = 100;

    private final ReservationStore reservations;
    private final Clock clock;
    private volatile OptionalLong unreleased = OptionalLong.empty();

    public ReleaseExpiredReservations(ReservationStore reservations, Clock clock) {
        this.reservations = reservations;
        this.clock = clock;
    }

    /** Runs the job; called by the scheduler. */
    @Scheduled(
            every = "${cloudshelf.reservations.sweep-interval}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> sweep() {
        return run().replaceWithVoid();
    }

    @Override
    public Uni<Void> runDue() {
        return run().chain(swept ->
                swept.released() > 0 && swept.released() + swept.failed().size() >= AT_ONCE
                        ? runDue()
                        : Uni.createFrom().voidItem());
    }

    /**
     * Releases at most {@value #AT_ONCE} reservations, then counts those that could not be released
     * so far.
     */
    public Uni<Swept> run() {
        return reservations
                .releaseExpired(clock.instant(), AT_ONCE)
                .invoke(ReleaseExpiredReservations::log)
                .call(() ->
                        reservations
                                .unreleased()
                                .invoke(count -> unreleased = OptionalLong.of(count)));
    }

    /**
     * The number of expired reservations that could not be released, as of the last sweep; empty
     * before the first one.
     */
    public OptionalLong unreleased() {
        return unreleased;
    }

    private static void log(Swept swept) {
        if (swept.released() > 0) {
            LOG.infof("event=reservations-expired count=%d", swept.released());
        }
        for (Unreleased failed : swept.failed()) {
            if (failed.failures() <= 1) {
                LOG.errorf(
                        failed.cause(),
                        "event=reservation-unreleased order_id=%s",
                        failed.orderId());
            }
        }
    }
}
