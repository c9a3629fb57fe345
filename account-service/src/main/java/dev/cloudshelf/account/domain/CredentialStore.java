package dev.cloudshelf.account.domain;

import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes what opens an account: its password, and the sign-ins that are still good. All sign-ins
 * of an account end by one step of its session generation, so that none escapes which is made at
 * the same moment. A store that does not answer fails with {@link Unavailable}.
 */
public interface CredentialStore {

    /**
     * Replaces a password and ends every sign-in but one.
     *
     * @param kept the newest refresh token of the sign-in that goes on; null when none does
     * @return false, with nothing changed, when the password is not {@code current} any more
     */
    Uni<Boolean> changePassword(
            UUID accountId, PasswordHash current, PasswordHash next, @Nullable Digest kept);

    /** Replaces a hash by another of the same password, unless it has changed meanwhile. */
    Uni<Void> rehash(Credentials checked, PasswordHash next);

    /**
     * Ends one sign-in, whichever token of it is shown; an unknown token changes nothing.
     *
     * @return whose it was; empty when there was none
     */
    Uni<Optional<UUID>> endSession(Digest token);

    /** Ends every sign-in of an account; an unknown account changes nothing. */
    Uni<Void> endSessions(UUID accountId);
}
