package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Exchange;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.Rotation;
import dev.cloudshelf.account.domain.Tokens;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Exchanges a refresh token for a new access token and its own successor. For some seconds the
 * token just used is answered with the same successor, for a client that lost the response.
 */
@Singleton
public class RefreshSignIn {

    private final AccountStore accounts;
    private final AccessTokens accessTokens;
    private final TokensConfig config;
    private final Ids ids;
    private final Clock clock;
    private final SecurityLog security;

    RefreshSignIn(
            AccountStore accounts,
            AccessTokens accessTokens,
            TokensConfig config,
            Ids ids,
            Clock clock,
            SecurityLog security) {
        this.accounts = accounts;
        this.accessTokens = accessTokens;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.security = security;
    }

    /**
     * @param token as shown
     * @return empty when it is not good, or not any more
     */
    public Optional<Tokens> refresh(String token) {
        return RefreshToken.parse(token).flatMap(this::rotate);
    }

    private Optional<Tokens> rotate(RefreshToken shown) {
        Instant now = clock.instant();
        String nonce = ids.nextToken();
        RefreshToken next = shown.next(nonce);
        Exchange exchange =
                new Exchange(
                        shown.digest(),
                        next.digest(),
                        nonce,
                        now,
                        now.plus(Duration.ofDays(config.refreshDays())),
                        now.minus(Duration.ofDays(config.signInDaysMax())),
                        now.minusSeconds(config.refreshGraceSeconds()));
        return switch (accounts.rotate(exchange).await().atMost(AccountStore.DEADLINE)) {
            case Rotation.Rotated(Account account, Instant signedInAt) ->
                    Optional.of(refreshed(account, signedInAt, next));
            case Rotation.Repeated(Account account, Instant signedInAt, String earlier) ->
                    Optional.of(refreshed(account, signedInAt, shown.next(earlier)));
            case Rotation.Reused(UUID accountId) -> {
                security.record(SecurityEvent.TOKEN_REUSED, null, accountId.toString());
                yield Optional.empty();
            }
            case Rotation.Unknown() -> {
                security.record(SecurityEvent.SIGN_IN_REJECTED, null, null, "refresh-token");
                yield Optional.empty();
            }
        };
    }

    private Tokens refreshed(Account account, Instant signedInAt, RefreshToken next) {
        String id = account.id().toString();
        security.record(SecurityEvent.TOKEN_REFRESHED, id, id);
        return new Tokens(accessTokens.ofPerson(account, next.digest().family(), signedInAt), next);
    }
}
