package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.domain.Passwords;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.Tokens;
import dev.cloudshelf.kernel.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Signs a person in by e-mail address and password. */
@Singleton
public class SignIn {

    private final AccountStore accounts;
    private final Passwords passwords;
    private final AccessTokens accessTokens;
    private final TokensConfig config;
    private final Ids ids;
    private final Clock clock;

    SignIn(
            AccountStore accounts,
            Passwords passwords,
            AccessTokens accessTokens,
            TokensConfig config,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Does the same work whether there is no such account or the password is wrong.
     *
     * @param email as typed
     * @return empty when the two do not open an account
     */
    public Optional<Tokens> signIn(String email, Password password) {
        Optional<Credentials> known =
                Email.parse(email).flatMap(address -> await(accounts.credentials(address)));
        if (!passwords.matches(password, known.map(Credentials::hash).orElse(null))) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        RefreshToken refresh = RefreshToken.first(ids);
        Optional<Account> account =
                await(
                        accounts.signIn(
                                known.orElseThrow().accountId(),
                                refresh.digest(),
                                now,
                                now.plus(Duration.ofDays(config.refreshDays()))));
        return account.map(person ->
                new Tokens(accessTokens.issue(person.id().toString(), person.roles()), refresh));
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(AccountStore.DEADLINE);
    }
}
