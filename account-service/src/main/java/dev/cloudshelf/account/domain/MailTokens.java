package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The digests of tokens that are out, at most one per account and purpose. A store that does not
 * answer fails with {@link Unavailable}.
 */
public interface MailTokens {

    /**
     * Makes a token good, and the one before of this account worth nothing.
     *
     * @param expiresAt kept to the second
     */
    Uni<Void> issue(MailPurpose purpose, UUID accountId, String digest, Instant expiresAt);

    /**
     * Whose token it is, if it would be taken now; it still may be another's to use.
     *
     * @return empty when the token is not good
     */
    Uni<Optional<UUID>> owner(MailPurpose purpose, String digest, Instant now);

    /**
     * Gives the token's account another password and ends all its sign-ins, in one step with using
     * the token up, which has also proved the email address: of racing calls with one token,
     * exactly one does it.
     *
     * @return the account; empty, with nothing changed, when the token is not good any more
     */
    Uni<Optional<Account>> reset(String digest, PasswordHash next, Instant now);

    /**
     * Marks the email address of the token's account as verified, in one step with using the token
     * up.
     *
     * @return the account; empty, with nothing changed, when the token is not good any more
     */
    Uni<Optional<Account>> verify(String digest, Instant now);
}
