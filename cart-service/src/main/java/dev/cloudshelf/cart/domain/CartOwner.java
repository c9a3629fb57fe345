package dev.cloudshelf.cart.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whose a cart is, and by which key the store finds it. */
public sealed interface CartOwner {

    /** No key of a customer is ever one of a guest. */
    String key();

    /**
     * @param id of the account
     */
    record Customer(String id) implements CartOwner {

        @Override
        public String key() {
            return id;
        }
    }

    /**
     * Somebody without an account; such a cart ends when it has not been used for a while.
     *
     * @param digest of the session id, which itself is never kept
     */
    record Guest(String digest) implements CartOwner {

        /** How long a cart outlives its last use. */
        public static final Duration LIFETIME = Duration.ofDays(30);

        @Override
        public String key() {
            return "guest#" + digest;
        }

        /** When the cart ends if it is not used again. */
        public static Instant expiry(Instant usedAt) {
            return usedAt.plus(LIFETIME);
        }
    }

    static Guest guest(SessionId session) {
        return new Guest(session.digest());
    }

    /** The owner of the cart that belongs to a session. */
    static CartOwner of(SessionId session, @Nullable String userId) {
        return userId == null ? guest(session) : new Customer(userId);
    }
}
