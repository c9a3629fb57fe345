package dev.cloudshelf.account.domain;

import java.util.UUID;

/** What it takes to check a password: whose it is, and its hash. */
public record Credentials(UUID accountId, PasswordHash hash) {}
