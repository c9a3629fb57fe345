package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * The store of sessions. An expired session does not exist, although its item may remain for days;
 * for other holders it does not exist either. An unavailable store fails with {@link
 * dev.cloudshelf.kernel.Unavailable}. {@code now} is in whole milliseconds.
 */
public interface SessionStore {

    Uni<Void> open(SessionId id, Session session);

    /**
     * Opens a session in place of a guest's, takes over its data, and ends it. Of concurrent calls,
     * one gets the data.
     *
     * @param session a user's new session without data
     * @return the session as it was opened; without the data if there is no such session of a guest
     */
    Uni<Session> openInPlaceOf(SessionId guest, SessionId id, Session session, Instant now);

    Uni<Optional<Session>> read(SessionHolder holder, Instant now);

    /** Changes the session's data; no racing change is lost. Counts as a use. */
    Uni<SessionChange> patch(SessionHolder holder, SessionPatch patch, Instant now);

    /**
     * Stores a use and the summary of the session's cart. Does nothing if the session does not
     * exist or has another cart.
     *
     * @param cart the owner of the cart
     */
    Uni<Void> use(SessionId id, CartOwner cart, CartSummary summary, Instant now);

    /**
     * Ends a session.
     *
     * @return whether it existed
     */
    Uni<Boolean> end(SessionHolder holder, Instant now);

    /**
     * Ends all sessions of a user. A session that is opened concurrently may be missed; it expires
     * a day after its last use, like any other.
     */
    Uni<Void> endAll(String userId);
}
