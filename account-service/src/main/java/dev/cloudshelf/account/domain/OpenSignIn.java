package dev.cloudshelf.account.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that goes on.
 *
 * @param id no secret: the digest of what its refresh tokens share
 * @param lastUsedAt when it was last refreshed, or when it began
 * @param userAgent of the sign-in; null where the client sent none
 */
public record OpenSignIn(
        String id, Instant signedInAt, Instant lastUsedAt, @Nullable String userAgent) {

    public static final int USER_AGENT_LENGTH_MAX = 200;
}
