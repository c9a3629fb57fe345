package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.Transition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cancels, ships and delivers orders. */
@ApplicationScoped
public class AdvanceOrder {

    private final LifeCycle lifeCycle;
    private final OrderBook orders;
    private final RunEffects effects;
    private final Clock clock;
    private final Duration effectLease;

    AdvanceOrder(
            LifeCycle lifeCycle,
            OrderBook orders,
            RunEffects effects,
            Clock clock,
            EffectsConfig config) {
        this.lifeCycle = lifeCycle;
        this.orders = orders;
        this.effects = effects;
        this.clock = clock;
        this.effectLease = Duration.ofMillis(config.leaseMillis());
    }

    /**
     * Takes a step with an order of the caller's own, or with anybody's for an administrator. The
     * same step again changes nothing and is answered like the first: whoever repeats a request
     * whose answer was lost learns that it has been done.
     */
    public Uni<Advance> advance(UUID id, Transition transition, Caller caller) {
        UUID owner = caller.isAdmin() ? null : UUID.fromString(caller.id());
        return Uni.createFrom()
                .deferred(() -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    Change change = new Change(transition.to(), now, caller.id());
                    return lifeCycle.advance(id, owner, transition, change, now.plus(effectLease));
                })
                .chain(advanced -> outcome(id, owner, transition, caller, advanced));
    }

    private Uni<Advance> outcome(
            UUID id, @Nullable UUID owner, Transition transition, Caller caller, boolean advanced) {
        return orders.find(id, owner)
                .chain(found -> {
                    if (!advanced
                            && found.filter(o -> o.status() == transition.from()).isPresent()) {
                        // Confirmed between our two looks at it; no status comes twice, so this
                        // does not go round in circles.
                        return advance(id, transition, caller);
                    }
                    return outcome(transition, advanced, found);
                });
    }

    private Uni<Advance> outcome(Transition transition, boolean advanced, Optional<Order> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(new Advance.NoSuchOrder());
        }
        Order order = found.get();
        if (advanced) {
            return effects.runSoon(Effect.first(transition.effects(), order))
                    .replaceWith(new Advance.Taken(order));
        }
        return Uni.createFrom()
                .item(
                        order.hasJustTaken(transition)
                                ? new Advance.Taken(order)
                                : new Advance.Refused(order, transition));
    }
}
