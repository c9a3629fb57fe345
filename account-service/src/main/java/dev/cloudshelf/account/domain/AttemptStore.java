package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Counts attempts for all instances of the service together, and forgets them in time. A store that
 * does not answer fails with {@link Unavailable}.
 */
public interface AttemptStore {

    /**
     * Counts an attempt before it is made, in one step: of racing attempts no more are let through
     * than the limit has left.
     */
    Uni<Turn> take(AttemptKey key, AttemptLimit limit, Instant now);

    /**
     * Takes an attempt back, and the wait that it brought about: it was a good one, or was none.
     */
    Uni<Void> giveBack(Turn.Taken turn);

    /** Forgets all attempts of a counter. */
    Uni<Void> clear(AttemptKey key);

    /**
     * Remembers something for a while.
     *
     * @param until kept to the second
     */
    Uni<Void> remember(AttemptKey key, Instant until);

    Uni<Boolean> isRemembered(AttemptKey key, Instant now);
}
