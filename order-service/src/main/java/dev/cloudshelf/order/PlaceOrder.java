package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.access.AccessCheck;
import dev.cloudshelf.kernel.access.AccessCheck.Verdict;
import dev.cloudshelf.order.Placement.AnotherInProgress;
import dev.cloudshelf.order.Placement.InProgress;
import dev.cloudshelf.order.Placement.KeyReused;
import dev.cloudshelf.order.Placement.Settled;
import dev.cloudshelf.order.Placement.SignInEnded;
import dev.cloudshelf.order.Placement.TooMany;
import dev.cloudshelf.order.domain.Attempt;
import dev.cloudshelf.order.domain.Carts;
import dev.cloudshelf.order.domain.Customers;
import dev.cloudshelf.order.domain.Destination;
import dev.cloudshelf.order.domain.Line;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderQuota;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.Pricing;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.ShippingAddress;
import dev.cloudshelf.order.domain.Stock;
import dev.cloudshelf.order.domain.Stock.Reservation;
import dev.cloudshelf.order.domain.Totals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The checkout protocol: begin, read the cart, reserve, confirm, take off the cart. Each step may
 * be repeated for the same order, so an order that was left behind after any of them is resumed by
 * a retry with its key, and settled by the sweeper when no retry comes. From the first step to the
 * last the order has its customer's cart for itself, so that no copy in it is sold twice.
 */
@ApplicationScoped
public class PlaceOrder {

    private static final Duration POLL_MIN = Duration.ofMillis(25);
    private static final Duration POLL_MAX = Duration.ofMillis(200);

    private final OrderStore orders;
    private final Carts carts;
    private final Stock stock;
    private final Customers customers;
    private final Pricing pricing;
    private final SettleOrder settle;
    private final AccessCheck access;
    private final Ids ids;
    private final CheckoutConfig config;
    private final OrderQuota quota;

    PlaceOrder(
            OrderStore orders,
            Carts carts,
            Stock stock,
            Customers customers,
            Pricing pricing,
            SettleOrder settle,
            AccessCheck access,
            Ids ids,
            CheckoutConfig config,
            QuotaConfig quotas) {
        this.orders = orders;
        this.carts = carts;
        this.stock = stock;
        this.customers = customers;
        this.pricing = pricing;
        this.settle = settle;
        this.access = access;
        this.ids = ids;
        this.config = config;
        this.quota = quotas.orders();
    }

    /**
     * Places an order of the current request's sender, or answers what became of it if its key was
     * used before. Once begun it goes on, whether its caller still listens or not. Fails with
     * {@link Unavailable} when the order could not be settled in time; the same request again
     * resumes it.
     */
    public Uni<Placement> place(OrderRequest request) {
        Uni<Verdict> signIn = access.ofCaller().memoize().indefinitely();
        return Uni.createFrom()
                .deferred(() -> new Checkout(request, signIn).run())
                .memoize()
                .indefinitely();
    }

    /** One request on its way. */
    private final class Checkout {

        private final OrderRequest request;

        /** Whether the customer's sign-in is still good, asked for side by side with the rest. */
        private final Uni<Verdict> signIn;

        private final Deadline deadline = Deadline.in(config.deadlineMillis());

        /** The order that this request has the lease of, once it has one. */
        private volatile @Nullable Order driven;

        Checkout(OrderRequest request, Uni<Verdict> signIn) {
            this.request = request;
            this.signIn = signIn;
        }

        Uni<Placement> run() {
            signIn.subscribe().with(asked -> {});
            Uni<Placement> steps =
                    switch (request.destination()) {
                        case Destination.Given(var address) -> begin(address);
                        case Destination.Saved(var addressId) -> beginToSaved(addressId);
                    };
            return deadline.limit(steps).onFailure(Unavailable.class).call(this::giveUp);
        }

        /** What a key was used for does not depend on what has become of the address since. */
        private Uni<Placement> beginToSaved(UUID addressId) {
            return attempt().chain(earlier -> earlier.isPresent() ? again() : toSaved(addressId));
        }

        private Uni<Placement> toSaved(UUID addressId) {
            return settle.call(customers.address(request.userId(), addressId), deadline)
                    .chain(found ->
                            found.map(this::begin)
                                    .orElseGet(() -> answer(new Placement.AddressUnknown())));
        }

        private Uni<Placement> begin(ShippingAddress address) {
            Instant now = settle.now();
            Order fresh = Order.pending(ids.next(), request.userId(), address, now);
            return orders.begin(fresh, request, leaseFrom(now), quota)
                    .chain(begun -> begun ? drive(fresh, request.requestId()) : again());
        }

        /** The key was used before: a retry, a double click, or a mistake. */
        private Uni<Placement> again() {
            return again(Deadline.in(config.inProgressWaitMillis()), POLL_MIN);
        }

        private Uni<Placement> again(Deadline patience, Duration pause) {
            return attempt()
                    .chain(found ->
                            found.map(earlier -> again(earlier, patience, pause))
                                    .orElseGet(this::notBegun));
        }

        /** Not for its key: there were too many, or another order has the cart. */
        private Uni<Placement> notBegun() {
            Instant now = settle.now();
            return orders.quotaEnd(request.userId(), quota, now)
                    .map(end ->
                            end.<Placement>map(at -> new TooMany(Duration.between(now, at)))
                                    .orElseGet(AnotherInProgress::new));
        }

        private Uni<Placement> again(Attempt earlier, Deadline patience, Duration pause) {
            if (!earlier.fingerprint().equals(request.fingerprint())) {
                return answer(new KeyReused());
            }
            return earlier.isOpen() ? resume(earlier, patience, pause) : answer(asPlaced(earlier));
        }

        /** Takes over an order that nobody drives, or waits for whoever does. */
        private Uni<Placement> resume(Attempt earlier, Deadline patience, Duration pause) {
            Order order = earlier.order();
            return takeOver(earlier)
                    .chain(taken -> {
                        if (taken) {
                            return order.isPending()
                                    ? drive(order, earlier.requestId())
                                    : settle.takeOffCart(order, deadline)
                                            .replaceWith(asPlaced(earlier));
                        }
                        if (!patience.isOver()) {
                            return Deadline.pause(pause)
                                    .chain(() -> again(patience, longer(pause)));
                        }
                        return answer(order.isPending() ? new InProgress() : asPlaced(earlier));
                    });
        }

        private static Placement asPlaced(Attempt earlier) {
            return new Settled(earlier.order().asPlaced(), earlier.requestId(), true);
        }

        private Uni<Boolean> takeOver(Attempt earlier) {
            Instant now = settle.now();
            return earlier.isStalled(now)
                    ? orders.takeOver(earlier.order(), now, leaseFrom(now))
                    : Uni.createFrom().item(false);
        }

        private Uni<Placement> drive(Order order, String requestId) {
            driven = order;
            return settle.call(carts.lines(order.userId()), deadline)
                    .chain(cart ->
                            signIn.chain(verdict ->
                                    verdict == Verdict.ENDED
                                            ? refuse(order, new Refusal.Abandoned())
                                                    .replaceWith(new SignInEnded())
                                            : buy(order, cart, requestId)));
        }

        private Uni<Placement> buy(Order order, List<Line> cart, String requestId) {
            Uni<Order> settled =
                    cart.isEmpty() ? refuse(order, new Refusal.CartEmpty()) : reserve(order, cart);
            return settled.map(placed -> new Settled(placed, requestId, false));
        }

        private Uni<Order> reserve(Order order, List<Line> cart) {
            return settle.call(stock.reserve(order.id(), cart), deadline)
                    .chain(reservation ->
                            switch (reservation) {
                                case Reservation.Held(var lines) -> agree(order, lines);
                                case Reservation.Shortfall(var lines) ->
                                        refuse(order, new Refusal.OutOfStock(lines));
                                case Reservation.Ended() -> refuse(order, new Refusal.Abandoned());
                            });
        }

        private Uni<Order> agree(Order order, List<PricedLine> lines) {
            Totals totals = pricing.totals(lines, order.shippingAddress());
            Money expected = request.expectedTotal();
            return expected != null && totals.total().compareTo(expected) > 0
                    ? refuse(order, new Refusal.PriceChanged(expected, lines, totals))
                    : settle.confirm(order, order.userId().toString(), deadline);
        }

        private Uni<Order> refuse(Order order, Refusal why) {
            return settle.refuse(order, why, order.userId().toString(), deadline);
        }

        private Uni<Optional<Attempt>> attempt() {
            return orders.attempt(request.userId(), request.idempotencyKey());
        }

        /**
         * Lets a retry resume the order at once; should this fail too, the lease ends by itself.
         */
        private Uni<Void> giveUp() {
            Order left = driven;
            return left == null ? Uni.createFrom().voidItem() : settle.giveUp(left);
        }
    }

    private Instant leaseFrom(Instant now) {
        return now.plusMillis(config.leaseMillis());
    }

    private static Uni<Placement> answer(Placement placement) {
        return Uni.createFrom().item(placement);
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(POLL_MAX) < 0 ? doubled : POLL_MAX;
    }
}
