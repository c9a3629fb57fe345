package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * The notices of closed accounts that wait to be sent; {@link AccountStore#close} adds them. A
 * store that does not answer fails with {@link Unavailable}.
 */
public interface ClosingNotices {

    /**
     * Takes up notices that are due; no two callers get the same one.
     *
     * @param dueAgainAt when a notice is due again if this caller never says what became of it
     */
    Uni<List<ClosingNotice>> claimDue(Instant now, Instant dueAgainAt, int limit);

    /** Removes a notice that its receiver has confirmed. */
    Uni<Void> done(ClosingNotice notice);

    Uni<Void> postpone(ClosingNotice notice, Instant dueAt);
}
