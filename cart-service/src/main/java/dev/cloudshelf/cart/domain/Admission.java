package dev.cloudshelf.cart.domain;

/** The decision whether a cart may be changed. */
public sealed interface Admission {

    record Admitted() implements Admission {}

    /** A guest's cart would start with a session that does not exist; the cart is empty. */
    record UnknownSession() implements Admission {}

    /**
     * The quota is exhausted.
     *
     * @param retryAfterSeconds until there are permits again
     */
    record TooManyChanges(int retryAfterSeconds) implements Admission {}
}
