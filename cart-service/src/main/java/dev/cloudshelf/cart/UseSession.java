package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionChange;
import dev.cloudshelf.cart.domain.SessionHolder;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionPatch;
import dev.cloudshelf.cart.domain.SessionStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads and changes sessions. The summary of the cart is always computed from the cart, and stored
 * if it has changed.
 */
@ApplicationScoped
public class UseSession {

    private final SessionStore sessions;
    private final CartStore carts;
    private final Clock clock;

    public UseSession(SessionStore sessions, CartStore carts, Clock clock) {
        this.sessions = sessions;
        this.carts = carts;
        this.clock = clock;
    }

    /**
     * @return empty when the holder has no such session
     */
    public Uni<Optional<Session>> read(SessionHolder holder) {
        Instant now = clock.instant();
        return sessions.read(holder, now)
                .chain(found ->
                        found.map(session -> withCart(holder.id(), session, now).map(Optional::of))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    public Uni<SessionChange> change(SessionHolder holder, SessionPatch patch) {
        Instant now = clock.instant();
        return sessions.patch(holder, patch, now)
                .chain(change ->
                        change instanceof SessionChange.Changed(Session session)
                                ? withCart(holder.id(), session, now)
                                        .map(SessionChange.Changed::new)
                                : Uni.createFrom().item(change));
    }

    private Uni<Session> withCart(SessionId id, Session session, Instant now) {
        CartOwner owner = CartOwner.of(id, session.userId());
        return carts.read(owner, now)
                .chain(cart -> {
                    CartSummary counted = CartSummary.of(cart, now);
                    boolean asStored = counted.agreesWith(session.cartSummary());
                    if (asStored && !session.mustNoteUse(now)) {
                        return Uni.createFrom().item(session);
                    }
                    CartSummary summary = asStored ? session.cartSummary() : counted;
                    return sessions.use(id, owner, summary, now)
                            .replaceWith(session.used(summary, now));
                });
    }
}
