package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.HeldSession;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.cart.domain.Visitor;
import dev.cloudshelf.kernel.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions. One who signs in always gets a new id: whoever has planted or seen the id of the
 * guest's session (session fixation) holds nothing then.
 */
@ApplicationScoped
public class OpenSession {

    private final SessionStore sessions;
    private final CartStore carts;
    private final Ids ids;
    private final Clock clock;

    public OpenSession(SessionStore sessions, CartStore carts, Ids ids, Clock clock) {
        this.sessions = sessions;
        this.carts = carts;
        this.ids = ids;
        this.clock = clock;
    }

    public Uni<HeldSession> forGuest(Visitor visitor) {
        Instant now = clock.instant();
        SessionId id = new SessionId(ids.nextToken());
        Session session = Session.opened(null, visitor, CartSummary.empty(now), now);
        return sessions.open(id, session).replaceWith(new HeldSession(id, session));
    }

    /**
     * @param guest a session from before the sign-in; what it holds is carried over, and it ends
     */
    public Uni<HeldSession> forCustomer(
            CartOwner.Customer customer, @Nullable SessionId guest, Visitor visitor) {
        Instant now = clock.instant();
        SessionId id = new SessionId(ids.nextToken());
        return carts.read(customer, now)
                .map(cart -> Session.opened(customer.id(), visitor, CartSummary.of(cart, now), now))
                .chain(session ->
                        guest == null
                                ? sessions.open(id, session).replaceWith(session)
                                : sessions.openInPlaceOf(guest, id, session, now))
                .map(opened -> new HeldSession(id, opened));
    }
}
