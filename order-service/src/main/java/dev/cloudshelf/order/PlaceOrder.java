package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.Placement.InProgress;
import dev.cloudshelf.order.Placement.KeyReused;
import dev.cloudshelf.order.Placement.Settled;
import dev.cloudshelf.order.domain.Attempt;
import dev.cloudshelf.order.domain.Carts;
import dev.cloudshelf.order.domain.Customers;
import dev.cloudshelf.order.domain.Destination;
import dev.cloudshelf.order.domain.Line;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.Pricing;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.ShippingAddress;
import dev.cloudshelf.order.domain.Stock;
import dev.cloudshelf.order.domain.Stock.Reservation;
import dev.cloudshelf.order.domain.Totals;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The checkout protocol: begin, read the cart, reserve, confirm. Each step may be repeated for the
 * same order, so an order that was left behind after any of them is resumed by a retry with its
 * key, and settled by the sweeper when no retry comes.
 */
@ApplicationScoped
public class PlaceOrder {

    private static final Logger LOG = Logger.getLogger(PlaceOrder.class);
    private static final long GIVE_UP_MILLIS = 1000;
    private static final Duration POLL_MIN = Duration.ofMillis(25);
    private static final Duration POLL_MAX = Duration.ofMillis(200);

    private final OrderStore orders;
    private final Carts carts;
    private final Stock stock;
    private final Customers customers;
    private final Pricing pricing;
    private final SettleOrder settle;
    private final Ids ids;
    private final CheckoutConfig config;

    PlaceOrder(
            OrderStore orders,
            Carts carts,
            Stock stock,
            Customers customers,
            Pricing pricing,
            SettleOrder settle,
            Ids ids,
            CheckoutConfig config) {
        this.orders = orders;
        this.carts = carts;
        this.stock = stock;
        this.customers = customers;
        this.pricing = pricing;
        this.settle = settle;
        this.ids = ids;
        this.config = config;
    }

    /**
     * Places an order, or answers what became of it if its key was used before. Waits, so it
     * belongs on a virtual thread.
     *
     * @throws Unavailable when the order could not be settled in time; the same request again
     *     resumes it
     */
    public Placement place(OrderRequest request) {
        Deadline deadline = Deadline.in(config.deadlineMillis());
        return switch (request.destination()) {
            case Destination.Given(var address) -> begin(request, address, deadline);
            case Destination.Saved(var addressId) -> beginToSaved(request, addressId, deadline);
        };
    }

    /** What a key was used for does not depend on what has become of the address since. */
    private Placement beginToSaved(OrderRequest request, UUID addressId, Deadline deadline) {
        if (deadline.await(orders.attempt(request.userId(), request.idempotencyKey()))
                .isPresent()) {
            return again(request, deadline);
        }
        return settle.call(customers.address(request.userId(), addressId), deadline)
                .map(address -> begin(request, address, deadline))
                .orElseGet(Placement.AddressUnknown::new);
    }

    private Placement begin(OrderRequest request, ShippingAddress address, Deadline deadline) {
        Instant now = settle.now();
        Order fresh = Order.pending(ids.next(), request.userId(), address, now);
        if (deadline.await(orders.begin(fresh, request, leaseFrom(now)))) {
            return drive(fresh, request, request.requestId(), deadline);
        }
        return again(request, deadline);
    }

    /** The key was used before: a retry, a double click, or a mistake. */
    private Placement again(OrderRequest request, Deadline deadline) {
        Deadline patience = Deadline.in(config.inProgressWaitMillis());
        String fingerprint = request.fingerprint();
        for (Duration pause = POLL_MIN; ; pause = longer(pause)) {
            Attempt earlier = earlier(request, deadline);
            if (!earlier.fingerprint().equals(fingerprint)) {
                return new KeyReused();
            }
            Order order = earlier.order();
            if (!order.isPending()) {
                return new Settled(order.asPlaced(), earlier.requestId(), true);
            }
            Instant now = settle.now();
            if (earlier.isStalled(now)
                    && deadline.await(orders.takeOver(order.id(), now, leaseFrom(now)))) {
                return drive(order, request, earlier.requestId(), deadline);
            }
            if (patience.isOver()) {
                return new InProgress();
            }
            Deadline.pause(pause);
        }
    }

    private Placement drive(
            Order order, OrderRequest request, String requestId, Deadline deadline) {
        try {
            return new Settled(steps(order, request, deadline), requestId, false);
        } catch (Unavailable outage) {
            giveUp(order);
            throw outage;
        }
    }

    private Order steps(Order order, OrderRequest request, Deadline deadline) {
        List<Line> cart = settle.call(carts.lines(order.userId()), deadline);
        if (cart.isEmpty()) {
            return refuse(order, new Refusal.CartEmpty(), deadline);
        }
        return switch (settle.call(stock.reserve(order.id(), cart), deadline)) {
            case Reservation.Held(var lines) -> agree(order, lines, request, deadline);
            case Reservation.Shortfall(var lines) ->
                    refuse(order, new Refusal.OutOfStock(lines), deadline);
            case Reservation.Ended() -> refuse(order, new Refusal.Abandoned(), deadline);
        };
    }

    private Order agree(
            Order order, List<PricedLine> lines, OrderRequest request, Deadline deadline) {
        Totals totals = pricing.totals(lines, order.shippingAddress());
        Money expected = request.expectedTotal();
        return expected != null && totals.total().compareTo(expected) > 0
                ? refuse(order, new Refusal.PriceChanged(expected, lines, totals), deadline)
                : settle.confirm(order, order.userId().toString(), deadline);
    }

    private Order refuse(Order order, Refusal why, Deadline deadline) {
        return settle.refuse(order, why, order.userId().toString(), deadline);
    }

    private Attempt earlier(OrderRequest request, Deadline deadline) {
        return deadline.await(orders.attempt(request.userId(), request.idempotencyKey()))
                .orElseThrow(() -> new IllegalStateException("A key was used and is not there"));
    }

    /** Lets a retry resume the order at once; should this fail too, the lease ends by itself. */
    private void giveUp(Order order) {
        try {
            Deadline.in(GIVE_UP_MILLIS).await(orders.giveUp(order.id(), settle.now()));
        } catch (Unavailable outage) {
            LOG.warnf("Order %s stays leased: %s", order.id(), outage.getMessage());
        }
    }

    private Instant leaseFrom(Instant now) {
        return now.plusMillis(config.leaseMillis());
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(POLL_MAX) < 0 ? doubled : POLL_MAX;
    }
}
