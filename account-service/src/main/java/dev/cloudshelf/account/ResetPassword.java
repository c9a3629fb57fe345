package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailRequest;
import dev.cloudshelf.account.domain.MailRequests;
import dev.cloudshelf.account.domain.MailToken;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.Passwords;
import dev.cloudshelf.kernel.ClientAddress;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Gives a new password to whoever reads the mail of an account. */
@Singleton
public class ResetPassword {

    private final AccountStore accounts;
    private final MailRequests requests;
    private final MailTokens tokens;
    private final Passwords passwords;
    private final Throttle throttle;
    private final SecurityLog securityLog;
    private final Ids ids;
    private final Clock clock;

    ResetPassword(
            AccountStore accounts,
            MailRequests requests,
            MailTokens tokens,
            Passwords passwords,
            Throttle throttle,
            SecurityLog securityLog,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.requests = requests;
        this.tokens = tokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.securityLog = securityLog;
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of a new password. */
    public sealed interface Outcome {
        record Changed() implements Outcome {}

        record BadToken() implements Outcome {}

        /** It says no more than what is known of the account; the token is still good. */
        record Guessable() implements Outcome {}
    }

    /**
     * Takes a request without a look at whether there is such an account. One that is too many is
     * dropped, and nobody waits for it: strangers, who ask in somebody's name, could make them.
     */
    public void request(Email email, ClientAddress from) {
        if (throttle.reset(email.address(), from).isPresent()) {
            securityLog.record(SecurityEvent.THROTTLED, null, null, "password-reset");
            return;
        }
        await(
                requests.add(
                        new MailRequest(
                                ids.next(),
                                MailPurpose.PASSWORD_RESET,
                                email,
                                clock.instant(),
                                0)));
        securityLog.record(SecurityEvent.PASSWORD_RESET_REQUESTED, null, null);
    }

    /**
     * Hashes nothing for a token that is not good: anybody can make such tokens up.
     *
     * @param token as shown
     * @param next acceptable
     */
    public Outcome reset(String token, Password next, ClientAddress from) {
        Optional<String> digest = MailToken.parse(token).map(MailToken::digest);
        Optional<Account> owner =
                digest.flatMap(shown ->
                                await(
                                        tokens.owner(
                                                MailPurpose.PASSWORD_RESET,
                                                shown,
                                                clock.instant())))
                        .flatMap(id -> await(accounts.find(id)));
        if (owner.isEmpty()) {
            return new Outcome.BadToken();
        }
        if (next.isGuessableFor(owner.get().email())) {
            return new Outcome.Guessable();
        }
        PasswordHash hash = passwords.hash(next);
        Optional<Account> changed =
                await(tokens.reset(digest.orElseThrow(), hash, clock.instant()));
        changed.ifPresent(account -> done(owner.get(), account, from));
        return changed.isPresent() ? new Outcome.Changed() : new Outcome.BadToken();
    }

    private void done(Account before, Account after, ClientAddress from) {
        // Else somebody who reads the mail could go on guessing codes after each new password.
        if (!after.secondFactor()) {
            throttle.lift(after.email().address(), from);
        }
        String id = after.id().toString();
        securityLog.record(SecurityEvent.PASSWORD_RESET, id, id);
        if (!before.emailVerified()) {
            securityLog.record(SecurityEvent.EMAIL_VERIFIED, id, id, "password-reset");
        }
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(AccountStore.DEADLINE);
    }
}
