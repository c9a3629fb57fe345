package dev.cloudshelf.cart.domain;

import org.jspecify.annotations.Nullable;

/** The origin of a session, as far as the request tells. */
public record Visitor(@Nullable String ipAddress, @Nullable String userAgent) {}
