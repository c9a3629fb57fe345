package dev.cloudshelf.order;

import dev.cloudshelf.order.domain.Backoff;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
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

/**
 * The last steps of the checkout protocol, which its driver and the sweeper share. The catalogue
 * decides: it is asked first, and the order follows what it says. So the two may race, and either
 * may die after any step: whoever comes next gets the same answer from the catalogue and writes
 * what is still missing.
 */
@ApplicationScoped
public class SettleOrder {

    private static final Set<EffectKind> EFFECTS =
            EnumSet.of(EffectKind.REMOVE_FROM_CART, EffectKind.CONFIRMATION_EMAIL);

    private final OrderStore orders;
    private final OrderBook book;
    private final Stock stock;
    private final Pricing pricing;
    private final RunEffects effects;
    private final Clock clock;
    private final Duration effectLease;
    private final int retriesMax;
    private final Backoff backoff;

    SettleOrder(
            OrderStore orders,
            OrderBook book,
            Stock stock,
            Pricing pricing,
            RunEffects effects,
            Clock clock,
            CheckoutConfig checkout,
            EffectsConfig effectsConfig) {
        this.orders = orders;
        this.book = book;
        this.stock = stock;
        this.pricing = pricing;
        this.effects = effects;
        this.clock = clock;
        this.effectLease = Duration.ofMillis(effectsConfig.leaseMillis());
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
                                    confirmed(pending, lines, by);
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

    private Uni<Order> confirmed(Order pending, List<PricedLine> sold, String by) {
        Totals totals = pricing.totals(sold, pending.shippingAddress());
        Order confirmed = pending.confirmed(sold, totals, now(), by);
        Instant effectsDueAt = now().plus(effectLease);
        return orders.confirm(confirmed, EFFECTS, effectsDueAt)
                .chain(changed -> {
                    if (!changed) {
                        return asItIs(pending);
                    }
                    return effects.runSoon(Effect.first(EFFECTS, confirmed)).replaceWith(confirmed);
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
