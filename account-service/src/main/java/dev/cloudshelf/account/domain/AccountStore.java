package dev.cloudshelf.account.domain;

import dev.cloudshelf.account.domain.ClosingNotice.Receiver;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps accounts and who is signed in to them. A store that does not answer fails with {@link
 * Unavailable}; how long to wait is the caller's choice.
 */
public interface AccountStore {

    /**
     * How long a caller waits for one answer: far above the slowest seen, and still a short wait.
     */
    Duration DEADLINE = Duration.ofSeconds(5);

    /** At most so many accounts are found at once. */
    int IDS_MAX = 100;

    /** Adds an account that its owner has made. */
    default Uni<Boolean> add(Account account, PasswordHash password) {
        return add(account, password, List.of());
    }

    /**
     * Adds an account, visible to every later call.
     *
     * @param changes its first entries in the audit log
     * @return false, with nothing changed, when the e-mail address has an account, or the id has or
     *     had one; of racing calls with one address or id, exactly one is true
     */
    Uni<Boolean> add(Account account, PasswordHash password, List<AdminChange> changes);

    /**
     * @return empty when there is none, or it has been closed
     */
    Uni<Optional<Account>> find(UUID id);

    /**
     * @param ids at least one and at most {@link #IDS_MAX}
     * @return those of them that there are and that have not been closed, in any order
     */
    Uni<List<Account>> findAll(Set<UUID> ids);

    /** Keeps what its owner has changed. */
    default Uni<Boolean> update(Account changed) {
        return update(changed, List.of());
    }

    /**
     * Keeps names, telephone number and status of an account, and removes its second factor where
     * the changes say so.
     *
     * @param changed one version on from what was read
     * @param changes entries of the audit log, which are kept together with it
     * @return false, with nothing changed, when that is not the version any more
     */
    Uni<Boolean> update(Account changed, List<AdminChange> changes);

    /**
     * Closes an account: nothing that names its person is kept, its sign-ins end, and its e-mail
     * address is free. Its id stays, because orders name it. An account that is not there, or
     * closed already, changes nothing.
     *
     * @param receivers who is to be told; a notice for each is kept together with the closing
     */
    Uni<Void> close(UUID id, Instant now, Set<Receiver> receivers);

    /**
     * What to check a password against, in the same time whether there is an account or not.
     *
     * @return empty when the e-mail address has no account
     */
    Uni<Optional<Credentials>> credentials(Email email);

    /**
     * Remembers a sign-in and its first refresh token.
     *
     * @param checked what the password was checked against
     * @param userAgent of at most {@link OpenSignIn#USER_AGENT_LENGTH_MAX} characters
     * @param expiresAt the token's end, kept to the second
     * @return the account with its new {@code lastLogin}; empty when it cannot be used, or all its
     *     sign-ins were ended since the check
     */
    Uni<Optional<Account>> signIn(
            Credentials checked,
            Digest token,
            @Nullable String userAgent,
            Instant now,
            Instant expiresAt);

    /**
     * Replaces a refresh token by its successor, in one step: of racing calls with one token,
     * exactly one rotates it. Unless it was rotated a moment ago, the family has ended whatever
     * else comes of it. The same successor twice is the same call, repeated.
     */
    Uni<Rotation> rotate(Exchange exchange);
}
