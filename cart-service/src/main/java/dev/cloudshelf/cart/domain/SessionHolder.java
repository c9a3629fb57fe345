package dev.cloudshelf.cart.domain;

import org.jspecify.annotations.Nullable;

/**
 * The caller of an operation on a session. A guest's session belongs to anybody who knows its id; a
 * user's session only to that user, who has to know the id as well.
 *
 * @param userId from the caller's token; null without a token
 */
public record SessionHolder(SessionId id, @Nullable String userId) {}
