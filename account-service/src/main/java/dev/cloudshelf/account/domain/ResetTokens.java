package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The digests of tokens that are out, at most one per account. A store that does not answer fails
 * with {@link Unavailable}.
 */
public interface ResetTokens {

    /**
     * Makes a token good, and the one before of this account worth nothing.
     *
     * @param expiresAt kept to the second
     */
    Uni<Void> issue(UUID accountId, String digest, Instant expiresAt);

    /** Whether the token would be taken now; it still may be another's to use. */
    Uni<Boolean> isGood(String digest, Instant now);

    /**
     * Gives the token's account another password and ends all its sign-ins, in one step with using
     * the token up: of racing calls with one token, exactly one does it.
     *
     * @return the account; empty, with nothing changed, when the token is not good any more
     */
    Uni<Optional<Account>> use(String digest, PasswordHash next, Instant now);
}
