package dev.cloudshelf.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of an idempotency key that was used before.
 *
 * @param fingerprint of the request that used it first
 * @param requestId of that request
 * @param drivenUntil until when somebody works on it; null once it is refused, or confirmed and off
 *     the cart
 */
public record Attempt(
        Order order, String fingerprint, String requestId, @Nullable Instant drivenUntil) {

    /** Whether there is something left to do. */
    public boolean isOpen() {
        return drivenUntil != null;
    }

    /** Whether whoever worked on it has given up or died. */
    public boolean isStalled(Instant now) {
        return drivenUntil != null && !drivenUntil.isAfter(now);
    }
}
