package dev.cloudshelf.account.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A request for an email with a token, not yet looked at: whether there is such an account is none
 * of the caller's business, so nobody looks while the caller waits.
 *
 * @param attempts how often it has been taken up
 */
public record MailRequest(
        UUID id, MailPurpose purpose, Email email, Instant requestedAt, int attempts) {}
