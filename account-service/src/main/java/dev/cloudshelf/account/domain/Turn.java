package dev.cloudshelf.account.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an attempt gets that asks for its turn. */
public sealed interface Turn {

    /**
     * It may go ahead, and counts until it is given back.
     *
     * @param blockedUntil when the next one may, where this one was one too many
     */
    record Taken(AttemptKey key, @Nullable Instant blockedUntil) implements Turn {}

    /** It has to wait; it counts for nothing, and makes nobody wait longer. */
    record Refused(Instant until) implements Turn {}
}
