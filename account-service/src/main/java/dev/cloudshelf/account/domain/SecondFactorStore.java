package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps second factors, and which of their codes were used. Every change is one step: of racing
 * calls with one code exactly one is true. A store that does not answer fails with {@link
 * Unavailable}.
 */
public interface SecondFactorStore {

    /**
     * Keeps a new secret that is not confirmed yet, in place of another such.
     *
     * @return false, with nothing changed, when the account has a confirmed one, or is not there
     */
    Uni<Boolean> begin(UUID accountId, String encryptedSecret);

    Uni<Optional<SecondFactor>> find(UUID accountId);

    /**
     * Confirms a secret, and ends every sign-in of the account, of which none has shown a code;
     * {@code second_factor} of the account is true from then on.
     *
     * @param step of the code that was shown, which counts as used
     * @param recoveryDigests of its recovery codes
     * @return false, with nothing changed, when that is not the secret, or it is confirmed already
     */
    Uni<Boolean> confirm(
            UUID accountId, String encryptedSecret, long step, Set<String> recoveryDigests);

    /**
     * Uses a code of the authenticator app.
     *
     * @return false when a code of that time step or a later one was used before
     */
    Uni<Boolean> useStep(UUID accountId, long step);

    /**
     * Uses a recovery code.
     *
     * @return false when there is none such, or not any more
     */
    Uni<Boolean> useRecoveryCode(UUID accountId, String digest);

    /**
     * Replaces all recovery codes.
     *
     * @return false when there is no confirmed second factor
     */
    Uni<Boolean> renewRecoveryCodes(UUID accountId, Set<String> digests);

    /**
     * Removes a confirmed second factor; {@code second_factor} of the account is false from then
     * on.
     *
     * @return false when there is none
     */
    Uni<Boolean> remove(UUID accountId);
}
