package dev.cloudshelf.cart.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for a session. A guest's session is held by whoever knows its id; one that is bound to a
 * user by that user only, and only with its id.
 *
 * @param userId as the caller's token says; none without a token
 */
public record SessionHolder(SessionId id, @Nullable String userId) {}
