package dev.cloudshelf.cart.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's session.
 *
 * @param userId the user to whom it is bound; null for a guest
 * @param expiresAt in whole seconds; from then on it does not exist
 * @param ipAddress as the gateway saw it when the session was opened
 * @param version counts the changes of {@code data}
 */
public record Session(
        @Nullable String userId,
        SessionData data,
        CartSummary cartSummary,
        Instant lastActivity,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        long version) {

    /** The time for which a session is kept after its last use. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /**
     * The minimum interval between two stored uses, so that frequent use does not write each time.
     * A session may therefore end up to this much early.
     */
    public static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    public static final int USER_AGENT_LENGTH_MAX = 512;

    public static Session opened(
            @Nullable String userId, Visitor visitor, CartSummary cart, Instant now) {
        return new Session(
                userId,
                SessionData.EMPTY,
                cart,
                now,
                now,
                expiry(now),
                visitor.ipAddress(),
                visitor.userAgent(),
                0);
    }

    /** Returns when the session expires if it is not used again. */
    public static Instant expiry(Instant usedAt) {
        return usedAt.plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
    }

    public boolean isLive(Instant now) {
        return expiresAt.isAfter(now);
    }

    public boolean mustNoteUse(Instant now) {
        return !lastActivity.plus(USE_NOTED_EVERY).isAfter(now);
    }

    public Session used(CartSummary cart, Instant now) {
        return new Session(
                userId, data, cart, now, createdAt, expiry(now), ipAddress, userAgent, version);
    }

    /** Returns the session with the data of another one. */
    public Session with(SessionData carried) {
        return new Session(
                userId,
                carried,
                cartSummary,
                lastActivity,
                createdAt,
                expiresAt,
                ipAddress,
                userAgent,
                version);
    }
}
