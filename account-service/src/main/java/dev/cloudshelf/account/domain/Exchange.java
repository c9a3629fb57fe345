package dev.cloudshelf.account.domain;

import dev.cloudshelf.account.domain.RefreshToken.Digest;
import java.time.Instant;

/**
 * A refresh token that is exchanged for its successor.
 *
 * @param nonce that the successor was made with
 * @param expiresAt the successor's end, kept to the second
 * @param begunAfter a sign-in that began earlier is over, however often it was refreshed
 * @param usedAfter a token that was exchanged after this is answered with the same successor again
 */
public record Exchange(
        Digest shown,
        Digest next,
        String nonce,
        Instant now,
        Instant expiresAt,
        Instant begunAfter,
        Instant usedAfter) {}
