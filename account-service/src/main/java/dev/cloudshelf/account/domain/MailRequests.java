package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * Requests for emails that wait to be sent, a queue for each purpose. A store that does not answer
 * fails with {@link Unavailable}.
 */
public interface MailRequests {

    /** Adds a request that is due at once. */
    Uni<Void> add(MailRequest request);

    /**
     * Takes requests up that are due; no two callers get the same one.
     *
     * @param dueAgainAt when a request is due again if this caller never says what became of it
     */
    Uni<List<MailRequest>> claimDue(
            MailPurpose purpose, Instant now, Instant dueAgainAt, int limit);

    /** Forgets a request. */
    Uni<Void> done(MailRequest request);

    Uni<Void> postpone(MailRequest request, Instant dueAt);
}
