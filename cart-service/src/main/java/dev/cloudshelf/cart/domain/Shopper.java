package dev.cloudshelf.cart.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a cart.
 *
 * @param sessionId the session it is used in; a guest always has one
 */
public record Shopper(CartOwner owner, @Nullable SessionId sessionId) {

    public Optional<SessionId> session() {
        return Optional.ofNullable(sessionId);
    }
}
