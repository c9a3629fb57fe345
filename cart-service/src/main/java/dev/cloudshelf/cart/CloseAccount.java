package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.SessionStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Removes the data of a closed account. The cart comes first: once it is closed, no session is
 * opened either.
 */
@ApplicationScoped
public class CloseAccount {

    private final CartStore carts;
    private final SessionStore sessions;
    private final Clock clock;

    public CloseAccount(CartStore carts, SessionStore sessions, Clock clock) {
        this.carts = carts;
        this.sessions = sessions;
        this.clock = clock;
    }

    public Uni<Void> of(CartOwner.Customer customer, Instant closedAt) {
        return carts.close(customer, closedAt, clock.instant())
                .chain(() -> sessions.endAll(customer.id()));
    }
}
