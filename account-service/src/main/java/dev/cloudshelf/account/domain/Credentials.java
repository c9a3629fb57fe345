package dev.cloudshelf.account.domain;

import java.util.UUID;

/**
 * What it takes to check a password: whose it is, and its hash.
 *
 * @param email by which the account was found
 * @param sessionGeneration how often all sign-ins of the account have been ended; a sign-in on the
 *     strength of this password is refused when it is another by then
 */
public record Credentials(UUID accountId, Email email, PasswordHash hash, long sessionGeneration) {}
