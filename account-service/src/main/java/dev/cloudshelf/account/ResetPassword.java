package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.Passwords;
import dev.cloudshelf.account.domain.ResetRequest;
import dev.cloudshelf.account.domain.ResetRequests;
import dev.cloudshelf.account.domain.ResetToken;
import dev.cloudshelf.account.domain.ResetTokens;
import dev.cloudshelf.kernel.ClientAddress;
import dev.cloudshelf.kernel.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Gives a new password to whoever reads the mail of an account. */
@Singleton
public class ResetPassword {

    private final ResetRequests requests;
    private final ResetTokens tokens;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Ids ids;
    private final Clock clock;

    ResetPassword(
            ResetRequests requests,
            ResetTokens tokens,
            Passwords passwords,
            Throttle throttle,
            Ids ids,
            Clock clock) {
        this.requests = requests;
        this.tokens = tokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a request without a look at whether there is such an account.
     *
     * @return how many seconds to wait before asking again; empty when it was taken
     */
    public Optional<Integer> request(Email email, ClientAddress from) {
        Optional<Integer> wait = throttle.reset(email.address(), from);
        if (wait.isEmpty()) {
            await(requests.add(new ResetRequest(ids.next(), email, clock.instant(), 0)));
        }
        return wait;
    }

    /**
     * Hashes nothing for a token that is not good: anybody can make such tokens up.
     *
     * @param token as shown
     * @param next acceptable
     * @return whether the token was good; it is not any more
     */
    public boolean reset(String token, Password next, ClientAddress from) {
        Optional<ResetToken> shown = ResetToken.parse(token);
        if (shown.isEmpty()) {
            return false;
        }
        String digest = shown.get().digest();
        if (!await(tokens.isGood(digest, clock.instant()))) {
            return false;
        }
        PasswordHash hash = passwords.hash(next);
        Optional<Account> account = await(tokens.use(digest, hash, clock.instant()));
        account.ifPresent(owner -> throttle.lift(owner.email().address(), from));
        return account.isPresent();
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(AccountStore.DEADLINE);
    }
}
