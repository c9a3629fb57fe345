package dev.cloudshelf.cart.domain;

/** The outcome of a change of a cart. */
public sealed interface CartChange {

    /**
     * @param cart the whole cart after the change
     */
    record Changed(Cart cart) implements CartChange {}

    /** The line would have more than {@link CartLine#QUANTITY_MAX} copies; it is unchanged. */
    record TooManyCopies() implements CartChange {}

    /** The cart has {@link Cart#LINES_MAX} other books already. */
    record CartFull() implements CartChange {}

    /** The catalog has no such book. */
    record UnknownBook() implements CartChange {}

    /** A guest's cart would start with a session that does not exist. */
    record UnknownSession() implements CartChange {}

    /**
     * The quota is exhausted.
     *
     * @param retryAfterSeconds until the owner may change the cart again
     */
    record TooManyChanges(int retryAfterSeconds) implements CartChange {}
}
