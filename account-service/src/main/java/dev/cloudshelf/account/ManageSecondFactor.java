package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.OneTimeCodes;
import dev.cloudshelf.account.domain.OneTimeCodes.NewSecret;
import dev.cloudshelf.account.domain.RecoveryCode;
import dev.cloudshelf.account.domain.SecondFactor;
import dev.cloudshelf.account.domain.SecondFactorStore;
import dev.cloudshelf.kernel.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Switches the second factor of an account on and off. Waits, so it belongs on a virtual thread.
 */
@Singleton
public class ManageSecondFactor {

    private final AccountStore accounts;
    private final SecondFactorStore factors;
    private final OneTimeCodes codes;
    private final Ids ids;
    private final Clock clock;

    ManageSecondFactor(
            AccountStore accounts,
            SecondFactorStore factors,
            OneTimeCodes codes,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.factors = factors;
        this.codes = codes;
        this.ids = ids;
        this.clock = clock;
    }

    /** A secret that waits to be confirmed. */
    public sealed interface Begun {

        record Secret(NewSecret secret, Account owner) implements Begun {}

        record NoSuchAccount() implements Begun {}

        /** It has to be switched off first. */
        record AlreadyOn() implements Begun {}
    }

    /** Makes a secret; it counts for nothing until it is confirmed. */
    public Begun begin(UUID id) {
        Optional<Account> owner = await(accounts.find(id));
        if (owner.isEmpty()) {
            return new Begun.NoSuchAccount();
        }
        NewSecret secret = codes.newSecret(id);
        return await(factors.begin(id, secret.encrypted()))
                ? new Begun.Secret(secret, owner.get())
                : new Begun.AlreadyOn();
    }

    /** What came of confirming a secret. */
    public sealed interface Confirmed {

        record On(List<RecoveryCode> recoveryCodes) implements Confirmed {}

        record WrongCode() implements Confirmed {}

        /** There is none to be confirmed. */
        record NotBegun() implements Confirmed {}
    }

    /**
     * Switches the second factor on, and ends every sign-in: none of them has shown a code.
     *
     * @param code of the authenticator app
     */
    public Confirmed confirm(UUID id, String code) {
        Optional<SecondFactor> begun =
                await(factors.find(id)).filter(factor -> !factor.confirmed());
        if (begun.isEmpty()) {
            return new Confirmed.NotBegun();
        }
        String secret = begun.get().encryptedSecret();
        OptionalLong step = codes.stepOf(id, secret, code.strip(), clock.instant());
        if (step.isEmpty()) {
            return new Confirmed.WrongCode();
        }
        List<RecoveryCode> recovery = RecoveryCode.make(ids);
        if (!await(factors.confirm(id, secret, step.getAsLong(), RecoveryCode.digests(recovery)))) {
            return new Confirmed.NotBegun();
        }
        return new Confirmed.On(recovery);
    }

    /**
     * Replaces the recovery codes.
     *
     * @return empty when there is no second factor
     */
    public Optional<List<RecoveryCode>> renewRecoveryCodes(UUID id) {
        List<RecoveryCode> recovery = RecoveryCode.make(ids);
        return await(factors.renewRecoveryCodes(id, RecoveryCode.digests(recovery)))
                ? Optional.of(recovery)
                : Optional.empty();
    }

    /**
     * Switches it off.
     *
     * @return false when there was none
     */
    public boolean remove(UUID id) {
        return await(factors.remove(id));
    }

    private static <T> T await(Uni<T> result) {
        return result.await().atMost(AccountStore.DEADLINE);
    }
}
