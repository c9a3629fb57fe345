package dev.cloudshelf.account.store;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Exchange;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.domain.Rotation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/** Exchanges of refresh tokens, without a grace for those that were used already. */
final class Exchanges {

    static final String NONCE = "a nonce";

    private Exchanges() {}

    static Uni<Rotation> exchange(
            AccountStore store, Digest shown, Digest next, Instant now, Instant expiresAt) {
        return store.rotate(of(shown, next, now, expiresAt, now));
    }

    static Exchange of(
            Digest shown, Digest next, Instant now, Instant expiresAt, Instant usedAfter) {
        return new Exchange(
                shown, next, NONCE, now, expiresAt, now.minus(Duration.ofDays(90)), usedAfter);
    }
}
