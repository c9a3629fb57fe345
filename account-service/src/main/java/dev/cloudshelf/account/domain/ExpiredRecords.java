package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Records that count for nothing since they expired. A store that does not answer fails with {@link
 * Unavailable}.
 */
public interface ExpiredRecords {

    /** What expires. */
    enum Kind {
        SIGN_INS,
        ATTEMPTS,
        RESET_TOKENS,
        VERIFICATION_TOKENS
    }

    /**
     * Removes some of those that expired before a time.
     *
     * @return how many; fewer than the limit when there are no more
     */
    Uni<Integer> remove(Kind kind, Instant before, int limit);
}
