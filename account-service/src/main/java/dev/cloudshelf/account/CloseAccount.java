package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.ClosingNotice.Receiver;
import dev.cloudshelf.kernel.http.TokenIssuer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Closes an account, and has the services told that keep something of it. Where a user pool issues
 * the tokens, this service has none to call them with, and the pool's owner tells them.
 */
@Singleton
public class CloseAccount {

    private final AccountStore accounts;
    private final Set<Receiver> receivers;
    private final Clock clock;

    CloseAccount(
            AccountStore accounts, ClosingNoticesConfig config, TokenIssuer issuer, Clock clock) {
        this.accounts = accounts;
        this.receivers =
                config.enabled() && issuer.isLocal() ? EnumSet.allOf(Receiver.class) : Set.of();
        this.clock = clock;
    }

    public Uni<Void> close(UUID id) {
        return accounts.close(id, clock.instant(), receivers);
    }
}
