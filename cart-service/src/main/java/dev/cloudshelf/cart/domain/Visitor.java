package dev.cloudshelf.cart.domain;

import org.jspecify.annotations.Nullable;

/** Where a session was opened from, as far as the request says. */
public record Visitor(@Nullable String ipAddress, @Nullable String userAgent) {}
