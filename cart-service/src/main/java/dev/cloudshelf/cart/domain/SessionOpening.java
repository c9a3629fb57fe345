package dev.cloudshelf.cart.domain;

/** The outcome of opening a session. */
public sealed interface SessionOpening {

    record Opened(HeldSession session) implements SessionOpening {}

    /**
     * Too many sessions were opened from the address.
     *
     * @param retryAfterSeconds until another one may be opened
     */
    record TooManySessions(int retryAfterSeconds) implements SessionOpening {}
}
