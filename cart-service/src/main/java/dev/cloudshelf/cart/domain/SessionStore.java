package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the sessions are. One that has ended is not there, although its row may be for days. A
 * session that is not the holder's is not there for it either. A store that cannot answer fails
 * with {@link dev.cloudshelf.kernel.Unavailable}. {@code now} is in whole milliseconds.
 */
public interface SessionStore {

    Uni<Void> open(SessionId id, Session session);

    /**
     * Opens a session in the place of a guest's, with all that was in that one, and ends that one
     * with it. However many try at once, one of them gets what was in it.
     *
     * @param session of a user, empty as yet
     * @return the session as it was opened; without anything carried over where there is no such
     *     session of a guest
     */
    Uni<Session> openInPlaceOf(SessionId guest, SessionId id, Session session, Instant now);

    Uni<Optional<Session>> read(SessionHolder holder, Instant now);

    /** Changes the session's data. Of racing changes none is lost. It is a use, too. */
    Uni<SessionChange> patch(SessionHolder holder, SessionPatch patch, Instant now);

    /**
     * Notes a use and what the session's cart holds. Nothing happens where there is no such session
     * or its cart is another one.
     *
     * @param cart whose cart it is
     */
    Uni<Void> use(SessionId id, CartOwner cart, CartSummary summary, Instant now);

    /**
     * @return whether there was one to end
     */
    Uni<Boolean> end(SessionHolder holder, Instant now);

    /**
     * Ends all sessions of a user. One that is opened at the same moment may be missed; it ends a
     * day after its last use, as every session does.
     */
    Uni<Void> endAll(String userId);
}
