package dev.cloudshelf.account.domain;

/** What a person gets for signing in, and again for each refresh. */
public record Tokens(AccessToken access, RefreshToken refresh) {}
