package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Refusal;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Settles orders that were left pending by a crash or an outage and that no retry came back for.
 * What is only set aside is given back and the order cancelled; what the catalogue has already sold
 * makes the order confirmed.
 */
@ApplicationScoped
public class SweepOrders {

    private static final Logger LOG = Logger.getLogger(SweepOrders.class);

    /** Who did it, in the order's history. */
    private static final String SWEEPER = "sweeper";

    private final OrderStore orders;
    private final SettleOrder settle;
    private final CheckoutConfig checkout;
    private final SweeperConfig config;

    SweepOrders(
            OrderStore orders, SettleOrder settle, CheckoutConfig checkout, SweeperConfig config) {
        this.orders = orders;
        this.settle = settle;
        this.checkout = checkout;
        this.config = config;
    }

    /**
     * What a sweep did.
     *
     * @param left orders that could not be settled because something does not answer
     */
    public record Swept(int confirmed, int cancelled, int left) {

        Swept plus(Swept other) {
            return new Swept(
                    confirmed + other.confirmed, cancelled + other.cancelled, left + other.left);
        }
    }

    @Scheduled(
            identity = "sweep-orders",
            every = "${cloudshelf.sweeper.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweepOnSchedule() {
        try {
            sweep();
        } catch (Unavailable outage) {
            LOG.warnf("No sweep: %s", outage.getMessage());
        }
    }

    /** Settles every left order that can be. Waits, so it belongs on a virtual thread. */
    public Swept sweep() {
        Swept all = new Swept(0, 0, 0);
        for (boolean more = true; more; ) {
            // Beyond the lease another sweeper may have them.
            Deadline lease = Deadline.in(checkout.leaseMillis());
            List<Order> stalled = claim(lease);
            Swept batch = settleAll(stalled, lease);
            all = all.plus(batch);
            more = stalled.size() == config.batchMax() && batch.left() == 0;
        }
        return all;
    }

    private List<Order> claim(Deadline lease) {
        Instant now = settle.now();
        return lease.await(
                orders.claimStalled(
                        now.minusMillis(checkout.sweepGraceMillis()),
                        now.plusMillis(checkout.leaseMillis()),
                        config.batchMax()));
    }

    private Swept settleAll(List<Order> stalled, Deadline lease) {
        Swept swept = new Swept(0, 0, 0);
        for (Order order : stalled) {
            swept = swept.plus(lease.isOver() ? new Swept(0, 0, 1) : settleOne(order));
        }
        return swept;
    }

    private Swept settleOne(Order order) {
        try {
            Deadline deadline = Deadline.in(checkout.deadlineMillis());
            Order settled = settle.refuse(order, new Refusal.Abandoned(), SWEEPER, deadline);
            LOG.infof("Swept order %s: %s", order.id(), settled.status().wireName());
            return settled.status() == OrderStatus.CANCELLED
                    ? new Swept(0, 1, 0)
                    : new Swept(1, 0, 0);
        } catch (Unavailable outage) {
            LOG.warnf("Order %s stays pending: %s", order.id(), outage.getMessage());
            return new Swept(0, 0, 1);
        } catch (RuntimeException fault) {
            // One order that cannot be settled must not keep the sweeper from the others.
            LOG.errorf(fault, "Order %s stays pending", order.id());
            return new Swept(0, 0, 1);
        }
    }
}
