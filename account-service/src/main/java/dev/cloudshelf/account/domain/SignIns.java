package dev.cloudshelf.account.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sign-ins of accounts. A store that does not answer fails with {@link
 * dev.cloudshelf.kernel.Unavailable}.
 */
public interface SignIns {

    /**
     * Whether an access token's account may be used, and its sign-in goes on, as of now.
     *
     * @param signInId null for a token that names none: then the account alone counts, and one that
     *     never was is not refused for it
     */
    Uni<Boolean> isGood(UUID accountId, @Nullable String signInId);

    /**
     * Lists an account's sign-ins that go on, the one used last first.
     *
     * @param begunAfter those that began earlier are over
     */
    Uni<List<OpenSignIn>> list(UUID accountId, Instant now, Instant begunAfter);

    /**
     * Ends one sign-in of an account.
     *
     * @return false when the account has no such sign-in
     */
    Uni<Boolean> end(UUID accountId, String signInId);
}
