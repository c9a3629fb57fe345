package dev.cloudshelf.cart.domain;

/** How a change to a cart went. */
public sealed interface CartChange {

    /**
     * @param cart the whole cart after the change
     */
    record Changed(Cart cart) implements CartChange {}

    /** The line would have more than {@link CartLine#QUANTITY_MAX} copies; it is as it was. */
    record TooManyCopies() implements CartChange {}

    /** The cart has {@link Cart#LINES_MAX} other books already. */
    record CartFull() implements CartChange {}

    /** The catalogue has no such book. */
    record UnknownBook() implements CartChange {}

    /** A guest's cart would begin with a session that does not exist. */
    record UnknownSession() implements CartChange {}

    /**
     * @param retryAfterSeconds when the owner may change the cart again
     */
    record TooManyChanges(int retryAfterSeconds) implements CartChange {}
}
