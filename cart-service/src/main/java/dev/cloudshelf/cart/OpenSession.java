package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.HeldSession;
import dev.cloudshelf.cart.domain.PermitResult;
import dev.cloudshelf.cart.domain.Quotas;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionOpening;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.cart.domain.Visitor;
import dev.cloudshelf.kernel.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions. A sign-in always gets a new id, so that somebody who planted or saw the id of the
 * guest's session (session fixation) gains nothing.
 */
@ApplicationScoped
public class OpenSession {

    private final SessionStore sessions;
    private final CartStore carts;
    private final TakePermits permits;
    private final Quotas quotas;
    private final Ids ids;
    private final Clock clock;

    public OpenSession(
            SessionStore sessions,
            CartStore carts,
            TakePermits permits,
            Quotas quotas,
            Ids ids,
            Clock clock) {
        this.sessions = sessions;
        this.carts = carts;
        this.permits = permits;
        this.quotas = quotas;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens a guest's session.
     *
     * @param address a digest of the client's address, by which sessions are counted
     */
    public Uni<SessionOpening> forGuest(Visitor visitor, String address) {
        Instant now = clock.instant();
        return permits.take(quotas.sessions(), address)
                .chain(permit ->
                        switch (permit) {
                            case PermitResult.Granted() -> openForGuest(visitor, now);
                            case PermitResult.Rejected(int seconds) -> rejected(seconds);
                        });
    }

    /**
     * Opens a customer's session.
     *
     * @param guest the session before the sign-in, whose data is carried over and which ends; null
     *     for none
     * @param address a digest of the client's address, by which sessions are counted
     * @return fails with {@link dev.cloudshelf.cart.domain.AccountClosed} if the account has been
     *     closed
     */
    public Uni<SessionOpening> forCustomer(
            CartOwner.Customer customer,
            @Nullable SessionId guest,
            Visitor visitor,
            String address) {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(permits.take(quotas.sessions(), address), carts.read(customer, now))
                .asTuple()
                .chain(both ->
                        switch (both.getItem1()) {
                            case PermitResult.Granted() -> {
                                CartSummary cart = CartSummary.of(both.getItem2(), now);
                                Session session = Session.opened(customer.id(), visitor, cart, now);
                                yield openForCustomer(session, guest, now);
                            }
                            case PermitResult.Rejected(int seconds) -> rejected(seconds);
                        });
    }

    private Uni<SessionOpening> openForGuest(Visitor visitor, Instant now) {
        SessionId id = new SessionId(ids.nextToken());
        Session session = Session.opened(null, visitor, CartSummary.empty(now), now);
        return sessions.open(id, session)
                .replaceWith(new SessionOpening.Opened(new HeldSession(id, session)));
    }

    private Uni<SessionOpening> openForCustomer(
            Session session, @Nullable SessionId guest, Instant now) {
        SessionId id = new SessionId(ids.nextToken());
        Uni<Session> opened =
                guest == null
                        ? sessions.open(id, session).replaceWith(session)
                        : sessions.openInPlaceOf(guest, id, session, now);
        return opened.map(open -> new SessionOpening.Opened(new HeldSession(id, open)));
    }

    private static Uni<SessionOpening> rejected(int retryAfterSeconds) {
        return Uni.createFrom().item(new SessionOpening.TooManySessions(retryAfterSeconds));
    }
}
