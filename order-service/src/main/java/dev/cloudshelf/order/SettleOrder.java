package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.domain.Backoff;
import dev.cloudshelf.order.domain.Carts;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.Line;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.Pricing;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.Stock;
import dev.cloudshelf.order.domain.Totals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The last steps of the checkout protocol, which its driver and the sweeper share. The catalog
 * decides: it is asked first, and the order follows what it says. What was bought is then taken off
 * the cart, which ends the order's hold on it. So the two may race, and either may die after any
 * step: whoever comes next hears the same from the catalog and does what is still missing.
 */
@ApplicationScoped
public class SettleOrder {

    private static final Logger LOG = Logger.getLogger(SettleOrder.class);

    private static final Set<EffectKind> EFFECTS = EnumSet.of(EffectKind.CONFIRMATION_EMAIL);

    /** Lets somebody else go on at once; should this take longer, the lease ends by itself. */
    private static final long GIVE_UP_MILLIS = 500;

    private final OrderStore orders;
    private final OrderBook book;
    private final Stock stock;
    private final Carts carts;
    private final Pricing pricing;
    private final RunEffects effects;
    private final Clock clock;
    private final Duration effectLease;
    private final long takeOffMillis;
    private final int retriesMax;
    private final Backoff backoff;

    SettleOrder(
            OrderStore orders,
            OrderBook book,
            Stock stock,
            Carts carts,
            Pricing pricing,
            RunEffects effects,
            Clock clock,
            CheckoutConfig checkout,
            EffectsConfig effectsConfig) {
        this.orders = orders;
        this.book = book;
        this.stock = stock;
        this.carts = carts;
        this.pricing = pricing;
        this.effects = effects;
        this.clock = clock;
        this.effectLease = Duration.ofMillis(effectsConfig.leaseMillis());
        this.takeOffMillis = checkout.takeOffMillis();
        this.retriesMax = checkout.callRetriesMax();
        this.backoff =
                new Backoff(
                        Duration.ofMillis(checkout.callRetryMinMillis()),
                        Duration.ofMillis(checkout.callRetryMaxMillis()));
    }

    /** Sells what is set aside, then confirms the order with what was sold. */
    Uni<Order> confirm(Order pending, String by, Deadline deadline) {
        return call(stock.confirm(pending.id()), deadline)
                .chain(confirmation ->
                        switch (confirmation) {
                            case Stock.Confirmation.Sold(var lines) ->
                                    confirmed(pending, lines, by, deadline);
                            case Stock.Confirmation.NothingHeld() ->
                                    refused(pending, new Refusal.Abandoned(), by);
                        });
    }

    /**
     * Gives back what is set aside, then refuses the order; confirms it if it was already sold.
     * Also when nothing should be set aside: another driver, or a call of this one that was thought
     * lost, may have reserved in the meantime or be about to.
     */
    Uni<Order> refuse(Order pending, Refusal why, String by, Deadline deadline) {
        return call(stock.release(pending.id()), deadline)
                .chain(release ->
                        switch (release) {
                            case RELEASED -> refused(pending, why, by);
                            case ALREADY_SOLD -> confirm(pending, by, deadline);
                        });
    }

    /** Calls another service, more than once if need be. */
    <T> Uni<T> call(Uni<T> call, Deadline deadline) {
        return deadline.insist(call, retriesMax, backoff);
    }

    /** To the millisecond, so that it reads the same before and after it was stored. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Takes what was bought off the cart, and closes the order. An order that could not be taken
     * off stays open, with the customer's cart to itself, for the sweeper or a retry to go on with:
     * it is bought all the same, and its customer is told so.
     *
     * @return whether it is off the cart; never fails for an outage
     */
    Uni<Boolean> takeOffCart(Order confirmed, Deadline deadline) {
        Deadline patience = deadline.before(GIVE_UP_MILLIS).atMost(takeOffMillis);
        List<Line> bought = confirmed.items().stream().map(PricedLine::line).toList();
        return patience.limit(
                        call(carts.remove(confirmed.userId(), confirmed.id(), bought), patience)
                                .chain(() -> orders.settle(confirmed)))
                .replaceWith(true)
                .onFailure(Unavailable.class)
                .recoverWithUni(outage -> leaveOpen(confirmed, outage));
    }

    private Uni<Boolean> leaveOpen(Order confirmed, Throwable outage) {
        LOG.warnf(
                "Order %s is confirmed, and not off the cart yet: %s",
                confirmed.id(), outage.getMessage());
        return giveUp(confirmed).replaceWith(false);
    }

    /** Lets another go on with an open order at once; never fails for an outage. */
    Uni<Void> giveUp(Order open) {
        return Deadline.in(GIVE_UP_MILLIS)
                .limit(orders.giveUp(open, now()))
                .onFailure(Unavailable.class)
                .invoke(outage ->
                        LOG.warnf("Order %s stays leased: %s", open.id(), outage.getMessage()))
                .onFailure(Unavailable.class)
                .recoverWithNull();
    }

    private Uni<Order> confirmed(
            Order pending, List<PricedLine> sold, String by, Deadline deadline) {
        Totals totals = pricing.totals(sold, pending.shippingAddress());
        Order confirmed = pending.confirmed(sold, totals, now(), by);
        Instant effectsDueAt = now().plus(effectLease);
        return orders.confirm(confirmed, EFFECTS, effectsDueAt)
                .chain(changed -> {
                    if (!changed) {
                        return asItIs(pending);
                    }
                    return takeOffCart(confirmed, deadline)
                            .chain(() -> effects.runSoon(Effect.first(EFFECTS, confirmed)))
                            .replaceWith(confirmed);
                });
    }

    private Uni<Order> refused(Order pending, Refusal why, String by) {
        Order refused = pending.refused(why, now(), by);
        return orders.refuse(refused)
                .chain(changed -> changed ? Uni.createFrom().item(refused) : asItIs(pending));
    }

    /** Another one was faster; what it wrote holds. */
    private Uni<Order> asItIs(Order pending) {
        return book.find(pending.id(), pending.userId())
                .map(found ->
                        found.orElseThrow(
                                        () -> new IllegalStateException("No order " + pending.id()))
                                .asPlaced());
    }
}
