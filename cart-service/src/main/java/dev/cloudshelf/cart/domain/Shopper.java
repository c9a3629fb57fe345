package dev.cloudshelf.cart.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller of an operation on a cart.
 *
 * @param sessionId the session in use; a guest always has one
 */
public record Shopper(CartOwner owner, @Nullable SessionId sessionId) {

    public Optional<SessionId> session() {
        return Optional.ofNullable(sessionId);
    }
}
