package dev.cloudshelf.cart.domain;

/** The result of taking a permit from a quota. */
public sealed interface PermitResult {

    record Granted() implements PermitResult {}

    /**
     * @param retryAfterSeconds until the window ends, at least 1
     */
    record Rejected(int retryAfterSeconds) implements PermitResult {}
}
