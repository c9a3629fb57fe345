package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.Rotation;
import dev.cloudshelf.account.domain.Tokens;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.http.RequestId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Exchanges a refresh token for a new access token and its own successor. */
@Singleton
public class RefreshSignIn {

    private static final Logger LOG = Logger.getLogger(RefreshSignIn.class);

    private final AccountStore accounts;
    private final AccessTokens accessTokens;
    private final TokensConfig config;
    private final Ids ids;
    private final Clock clock;

    RefreshSignIn(
            AccountStore accounts,
            AccessTokens accessTokens,
            TokensConfig config,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.accessTokens = accessTokens;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
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
        RefreshToken next = shown.next(ids);
        Rotation rotation =
                accounts.rotate(
                                shown.digest(),
                                next.digest(),
                                now,
                                now.plus(Duration.ofDays(config.refreshDays())))
                        .await()
                        .atMost(AccountStore.DEADLINE);
        return switch (rotation) {
            case Rotation.Rotated(Account account) ->
                    Optional.of(
                            new Tokens(
                                    accessTokens.issue(account.id().toString(), account.roles()),
                                    next));
            case Rotation.Reused() -> {
                LOG.warn(
                        "event=refresh-token-reused effect=sign-in-ended request_id="
                                + RequestId.current());
                yield Optional.empty();
            }
            case Rotation.Unknown() -> Optional.empty();
        };
    }
}
