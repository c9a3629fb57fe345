package dev.cloudshelf.cart.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The owner of a cart, and its key in the store. */
public sealed interface CartOwner {

    /** Returns the key; a customer's never equals a guest's. */
    String key();

    /**
     * A customer.
     *
     * @param id of the account
     */
    record Customer(String id) implements CartOwner {

        @Override
        public String key() {
            return id;
        }
    }

    /**
     * A guest, whose cart expires when it has not been used for a while.
     *
     * @param digest of the session id; the id itself is never stored
     */
    record Guest(String digest) implements CartOwner {

        /** The time for which a cart is kept after its last use. */
        public static final Duration LIFETIME = Duration.ofDays(30);

        @Override
        public String key() {
            return "guest#" + digest;
        }

        /** Returns when the cart expires if it is not used again. */
        public static Instant expiry(Instant usedAt) {
            return usedAt.plus(LIFETIME);
        }
    }

    static Guest guest(SessionId session) {
        return new Guest(session.digest());
    }

    /** Returns the owner of the cart of a session. */
    static CartOwner of(SessionId session, @Nullable String userId) {
        return userId == null ? guest(session) : new Customer(userId);
    }
}
