package dev.cloudshelf.cart.domain;

/** How the opening of a session went. */
public sealed interface SessionOpening {

    record Opened(HeldSession session) implements SessionOpening {}

    /**
     * From that address too many have been opened.
     *
     * @param retryAfterSeconds when another one may be
     */
    record TooManySessions(int retryAfterSeconds) implements SessionOpening {}
}
