package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * Requests for a new password that wait for their letters. A store that does not answer fails with
 * {@link Unavailable}.
 */
public interface ResetRequests {

    /** Adds a request that is due at once. */
    Uni<Void> add(ResetRequest request);

    /**
     * Takes requests up that are due; no two callers get the same one.
     *
     * @param dueAgainAt when a request is due again if this caller never says what became of it
     */
    Uni<List<ResetRequest>> claimDue(Instant now, Instant dueAgainAt, int limit);

    /** Forgets a request. */
    Uni<Void> done(ResetRequest request);

    Uni<Void> postpone(ResetRequest request, Instant dueAt);
}
