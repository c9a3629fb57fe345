package dev.cloudshelf.order;

import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Refusal;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Settles orders that were left open by a crash or an outage and that no retry came back for. What
 * is only set aside is given back and the order cancelled; what the catalog has already sold makes
 * the order confirmed, and what was bought is taken off the cart.
 */
@ApplicationScoped
public class SweepOrders implements DueWork {

    private static final Logger LOG = Logger.getLogger(SweepOrders.class);

    private static final int TOLD_MAX = 10_000;

    /** Who did it, in the order's history. */
    private static final String SWEEPER = "sweeper";

    private final OrderStore orders;
    private final SettleOrder settle;
    private final CheckoutConfig checkout;
    private final SweeperConfig config;
    private final Outages outages = new Outages(LOG, "No sweep");

    /** Orders that the log has told of; they stay open for as long as what they need is away. */
    private final Set<UUID> told = ConcurrentHashMap.newKeySet();

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
     * @param confirmed orders that are confirmed, and off the cart
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
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweepOnSchedule() {
        return outages.survived(sweep());
    }

    @Override
    public Uni<Void> runDue() {
        return sweep().replaceWithVoid();
    }

    /** Settles every left order that can be. */
    public Uni<Swept> sweep() {
        return Uni.createFrom()
                .deferred(() -> {
                    // Beyond the lease another sweeper may have them.
                    Deadline lease = Deadline.in(checkout.leaseMillis());
                    return lease.limit(claim()).chain(stalled -> sweep(stalled, lease));
                });
    }

    private Uni<Swept> sweep(List<Order> stalled, Deadline lease) {
        return settleAll(stalled, lease)
                .chain(batch ->
                        stalled.size() == config.batchMax() && batch.left() < stalled.size()
                                ? sweep().map(batch::plus)
                                : Uni.createFrom().item(batch));
    }

    private Uni<List<Order>> claim() {
        Instant now = settle.now();
        return orders.claimStalled(
                now.minusMillis(checkout.sweepGraceMillis()),
                now.plusMillis(checkout.leaseMillis()),
                config.batchMax());
    }

    /** One after the other: what was left behind together is likely to want the same books. */
    private Uni<Swept> settleAll(List<Order> stalled, Deadline lease) {
        return Multi.createFrom()
                .iterable(stalled)
                .onItem()
                .transformToUniAndConcatenate(order ->
                        lease.isOver()
                                ? Uni.createFrom().item(new Swept(0, 0, 1))
                                : settleOne(order))
                .collect()
                .in(() -> new AtomicReference<>(new Swept(0, 0, 0)), SweepOrders::add)
                .map(AtomicReference::get);
    }

    private static void add(AtomicReference<Swept> sum, Swept one) {
        sum.set(sum.get().plus(one));
    }

    private Uni<Swept> settleOne(Order order) {
        Deadline deadline = Deadline.in(checkout.deadlineMillis());
        Uni<Swept> settled =
                order.isPending()
                        ? settle.refuse(order, new Refusal.Abandoned(), SWEEPER, deadline)
                                .map(this::swept)
                        : settle.takeOffCart(order, deadline)
                                .map(off -> off ? swept(order) : new Swept(0, 0, 1));
        return deadline.limit(settled).onFailure().recoverWithItem(fault -> stays(order, fault));
    }

    private Swept swept(Order settled) {
        told.remove(settled.id());
        LOG.infof("Swept order %s: %s", settled.id(), settled.status().wireName());
        return settled.status() == OrderStatus.CANCELLED ? new Swept(0, 1, 0) : new Swept(1, 0, 0);
    }

    /** One order that cannot be settled must not keep the sweeper from the others. */
    private Swept stays(Order order, Throwable fault) {
        if (told.size() >= TOLD_MAX) {
            told.clear();
        }
        if (!told.add(order.id())) {
            return new Swept(0, 0, 1);
        }
        if (fault instanceof Unavailable outage) {
            LOG.warnf("Order %s stays open: %s", order.id(), outage.getMessage());
        } else {
            LOG.errorf(fault, "Order %s stays open", order.id());
        }
        return new Swept(0, 0, 1);
    }
}
