package dev.cloudshelf.cart.domain;

/** Whether somebody may change a cart now. */
public sealed interface Admission {

    record Admitted() implements Admission {}

    /** A guest's cart would begin with a session that does not exist; there is nothing in it. */
    record UnknownSession() implements Admission {}

    /**
     * @param retryAfterSeconds when there are turns again
     */
    record TooManyChanges(int retryAfterSeconds) implements Admission {}
}
