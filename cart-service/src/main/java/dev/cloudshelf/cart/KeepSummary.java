package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.cart.domain.Shopper;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Stores the cart's new summary in the session in which it was changed. Without a session it does
 * nothing. The cart has been changed already, so an unavailable session store does not fail the
 * request: a later read of the session computes the summary from the cart.
 */
@ApplicationScoped
public class KeepSummary {

    private final CartStore carts;
    private final SessionStore sessions;
    private final Clock clock;

    public KeepSummary(CartStore carts, SessionStore sessions, Clock clock) {
        this.carts = carts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Stores the summary after a change.
     *
     * @param cart the cart after the change
     */
    public Uni<Void> of(Shopper shopper, Cart cart) {
        Instant now = clock.instant();
        return shopper.session()
                .map(session ->
                        sessions.use(session, shopper.owner(), CartSummary.of(cart, now), now)
                                .onFailure(Unavailable.class)
                                .recoverWithNull())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Stores the summary after a change that did not return the cart. */
    public Uni<Void> of(Shopper shopper) {
        if (shopper.session().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return carts.read(shopper.owner(), clock.instant())
                .chain(cart -> of(shopper, cart))
                .onFailure(Unavailable.class)
                .recoverWithNull();
    }
}
