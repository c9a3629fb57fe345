package dev.cloudshelf.cart.domain;

/** Whether a quota has a turn for somebody. */
public sealed interface PermitResult {

    record Granted() implements PermitResult {}

    /**
     * @param retryAfterSeconds until the window ends, at least 1
     */
    record Rejected(int retryAfterSeconds) implements PermitResult {}
}
