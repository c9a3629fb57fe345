package dev.cloudshelf.account;

import dev.cloudshelf.account.Throttle.Admission;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.Passwords;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.kernel.ClientAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a person another password, who knows the one that is good now. */
@Singleton
public class ChangePassword {

    private final AccountStore accounts;
    private final CredentialStore credentialStore;
    private final Passwords passwords;
    private final Throttle throttle;

    ChangePassword(
            AccountStore accounts,
            CredentialStore credentialStore,
            Passwords passwords,
            Throttle throttle) {
        this.accounts = accounts;
        this.credentialStore = credentialStore;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** What became of it. */
    public sealed interface Outcome {

        record Changed() implements Outcome {}

        record WrongPassword() implements Outcome {}

        /** The new password says no more than what is known of the account. */
        record Guessable() implements Outcome {}

        record NoSuchAccount() implements Outcome {}

        /** Nothing was checked: an access token in the wrong hands is no way to guess. */
        record TooManyTries(int seconds) implements Outcome {}
    }

    /**
     * @param next acceptable
     * @param refreshToken of the sign-in that goes on; null, or one that is not good, ends all
     */
    public Outcome change(
            UUID id,
            Password current,
            Password next,
            @Nullable String refreshToken,
            ClientAddress from) {
        Optional<Credentials> known =
                await(accounts.find(id))
                        .map(Account::email)
                        .flatMap(email -> await(accounts.credentials(email)));
        if (known.isEmpty()) {
            return new Outcome.NoSuchAccount();
        }
        if (next.isGuessableFor(known.get().email())) {
            return new Outcome.Guessable();
        }
        return switch (throttle.admit(known.get().email().address(), from)) {
            case Admission.Wait(int seconds) -> new Outcome.TooManyTries(seconds);
            case Admission.Admitted admitted -> {
                if (!matches(admitted, current, known.get().hash())) {
                    yield new Outcome.WrongPassword();
                }
                throttle.succeeded(admitted);
                yield change(known.get(), next, refreshToken);
            }
        };
    }

    private boolean matches(Admission.Admitted admitted, Password current, PasswordHash hash) {
        try {
            return passwords.matches(current, hash);
        } catch (RuntimeException notChecked) {
            throttle.cancelled(admitted);
            throw notChecked;
        }
    }

    private Outcome change(Credentials checked, Password next, @Nullable String refreshToken) {
        RefreshToken.Digest kept =
                Optional.ofNullable(refreshToken)
                        .flatMap(RefreshToken::parse)
                        .map(RefreshToken::digest)
                        .orElse(null);
        boolean changed =
                await(
                        credentialStore.changePassword(
                                checked.accountId(), checked.hash(), passwords.hash(next), kept));
        return changed ? new Outcome.Changed() : new Outcome.WrongPassword();
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(AccountStore.DEADLINE);
    }
}
