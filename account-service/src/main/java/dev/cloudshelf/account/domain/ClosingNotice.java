package dev.cloudshelf.account.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A notice that one other service is still to get: an account was closed.
 *
 * @param closedAt when the account was closed
 * @param attempts how often sending it has begun
 */
public record ClosingNotice(UUID accountId, Receiver receiver, Instant closedAt, int attempts) {

    /** The services that keep something of an account. */
    public enum Receiver {
        /** cart-service: the cart and the browsing sessions. */
        CART,
        /** order-service: the addresses of orders. */
        ORDER
    }
}
