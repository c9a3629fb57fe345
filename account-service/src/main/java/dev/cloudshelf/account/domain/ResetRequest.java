package dev.cloudshelf.account.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody's wish for a new password, not yet looked at: whether there is such an account is none
 * of the caller's business, so nobody looks while the caller waits.
 *
 * @param attempts how often it has been taken up
 */
public record ResetRequest(UUID id, Email email, Instant requestedAt, int attempts) {}
