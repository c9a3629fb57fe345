package dev.cloudshelf.catalog;

import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.kernel.DueWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Counts what was sold among the books' sold copies, by which bestsellers and popular books are
 * listed. Late, so that an order waits for none of that.
 */
@ApplicationScoped
public class CountSales implements DueWork {

    /**
     * Books of so many orders are locked together. Among a million books one took 1.3 milliseconds
     * to write, so that an order of one of them waits for less than a tenth of a second.
     */
    private static final int AT_ONCE = 25;

    private static final int BATCHES_MAX = 200;

    private final ReservationStore reservations;

    public CountSales(ReservationStore reservations) {
        this.reservations = reservations;
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
        return run().replaceWithVoid();
    }

    /**
     * @return how many orders were counted; what is beyond 5,000 waits for the next time
     */
    public Uni<Integer> run() {
        return batches(BATCHES_MAX);
    }

    private Uni<Integer> batches(int left) {
        return reservations
                .countSales(AT_ONCE)
                .chain(counted ->
                        counted < AT_ONCE || left == 1
                                ? Uni.createFrom().item(counted)
                                : batches(left - 1).map(more -> counted + more));
    }
}
