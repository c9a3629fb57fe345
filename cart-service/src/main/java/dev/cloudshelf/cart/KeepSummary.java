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
 * Tells the session in which a cart was changed what the cart holds now. A change without a session
 * costs nothing here. The change has been made by then, so a session that cannot be told is no
 * reason to refuse it: whoever reads the session gets the summary of the cart itself.
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
     * @param cart as it is after the change
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

    /** After a change that did not answer with the cart. */
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
