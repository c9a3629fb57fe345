package dev.cloudshelf.account;

import dev.cloudshelf.account.Throttle.Admission;
import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.domain.Passwords;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.Tokens;
import dev.cloudshelf.kernel.ClientAddress;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Signs a person in by e-mail address and password. */
@Singleton
public class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);

    private final AccountStore accounts;
    private final CredentialStore credentialStore;
    private final Passwords passwords;
    private final Throttle throttle;
    private final CheckSecondFactor secondFactor;
    private final AccessTokens accessTokens;
    private final TokensConfig config;
    private final Ids ids;
    private final Clock clock;
    private final SecurityLog security;

    SignIn(
            AccountStore accounts,
            CredentialStore credentialStore,
            Passwords passwords,
            Throttle throttle,
            CheckSecondFactor secondFactor,
            AccessTokens accessTokens,
            TokensConfig config,
            Ids ids,
            Clock clock,
            SecurityLog security) {
        this.accounts = accounts;
        this.credentialStore = credentialStore;
        this.passwords = passwords;
        this.throttle = throttle;
        this.secondFactor = secondFactor;
        this.accessTokens = accessTokens;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.security = security;
    }

    /**
     * Does the same work whether there is no such account or the password is wrong, and none of it
     * where somebody tries too often.
     *
     * @param email as typed
     * @param code of the second factor; null for none
     * @param userAgent to know the sign-in by; null for none
     */
    public SignInOutcome signIn(
            String email,
            Password password,
            @Nullable String code,
            ClientAddress from,
            @Nullable String userAgent) {
        return switch (throttle.admit(email, from)) {
            case Admission.Wait(int seconds) -> {
                security.record(SecurityEvent.THROTTLED, null, null, "sign-in");
                yield new SignInOutcome.TooManyTries(seconds);
            }
            case Admission.Admitted admitted -> {
                Optional<Credentials> known = check(admitted, password);
                if (known.isEmpty()) {
                    yield new SignInOutcome.Refused();
                }
                yield switch (checkCode(admitted, known.get(), code)) {
                    case CODE_MISSING -> {
                        throttle.cancelled(admitted);
                        yield new SignInOutcome.CodeMissing();
                    }
                    case CODE_WRONG -> {
                        security.record(
                                SecurityEvent.SIGN_IN_REJECTED,
                                null,
                                known.get().accountId().toString(),
                                "second-factor");
                        yield new SignInOutcome.CodeWrong();
                    }
                    case PASSED -> {
                        throttle.succeeded(admitted);
                        SignInOutcome outcome = start(known.get(), userAgent);
                        renew(known.get(), password);
                        yield outcome;
                    }
                };
            }
        };
    }

    /** A wrong code counts as a bad try, as a wrong password does. */
    private CheckSecondFactor.Result checkCode(
            Admission.Admitted admitted, Credentials known, @Nullable String code) {
        try {
            return secondFactor.check(known.accountId(), code);
        } catch (RuntimeException notChecked) {
            throttle.cancelled(admitted);
            throw notChecked;
        }
    }

    /**
     * @return empty when the password does not open an account, which counts as a bad try
     */
    private Optional<Credentials> check(Admission.Admitted admitted, Password password) {
        Optional<Credentials> known;
        boolean right;
        try {
            known =
                    Email.parse(admitted.email())
                            .flatMap(address -> await(accounts.credentials(address)));
            right = passwords.matches(password, known.map(Credentials::hash).orElse(null));
        } catch (RuntimeException notChecked) {
            throttle.cancelled(admitted);
            throw notChecked;
        }
        if (right) {
            return known;
        }
        String account = known.map(asked -> asked.accountId().toString()).orElse(null);
        security.record(SecurityEvent.SIGN_IN_REJECTED, null, account, "password");
        return Optional.empty();
    }

    private SignInOutcome start(Credentials checked, @Nullable String userAgent) {
        Instant now = clock.instant();
        RefreshToken refresh = RefreshToken.first(ids);
        return await(
                        accounts.signIn(
                                checked,
                                refresh.digest(),
                                userAgent,
                                now,
                                now.plus(Duration.ofDays(config.refreshDays()))))
                .map(person -> signedIn(person, refresh, now))
                .orElseGet(() -> refused(checked));
    }

    private SignInOutcome signedIn(Account person, RefreshToken refresh, Instant now) {
        String id = person.id().toString();
        security.record(SecurityEvent.SIGNED_IN, id, id);
        return new SignInOutcome.SignedIn(
                new Tokens(accessTokens.ofPerson(person, refresh.digest().family(), now), refresh));
    }

    /** Suspended, or changed since the password was checked. */
    private SignInOutcome refused(Credentials checked) {
        security.record(
                SecurityEvent.SIGN_IN_REJECTED, null, checked.accountId().toString(), "unusable");
        return await(accounts.find(checked.accountId()))
                        .filter(account -> account.status() == Account.Status.SUSPENDED)
                        .isPresent()
                ? new SignInOutcome.Suspended()
                : new SignInOutcome.Refused();
    }

    /** Hashes a password again, now that it is at hand, if today it would be hashed otherwise. */
    private void renew(Credentials checked, Password password) {
        if (passwords.isCurrent(checked.hash())) {
            return;
        }
        try {
            await(credentialStore.rehash(checked, passwords.hash(password)));
        } catch (Unavailable | TimeoutException outage) {
            // The hash of before is as good for signing in; the next time will do.
            LOG.warnf("A password keeps its old hash: %s", outage.getMessage());
        }
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(AccountStore.DEADLINE);
    }
}
