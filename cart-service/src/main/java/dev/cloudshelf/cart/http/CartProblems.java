package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;

/** The problems of carts. */
final class CartProblems {

    static final ProblemType QUANTITY_LIMIT =
            new ProblemType("quantity-limit", "Too many copies of one book", 422);
    static final ProblemType CART_FULL =
            new ProblemType("cart-full", "The cart has no room for another book", 422);

    private CartProblems() {}

    static Problem tooManyCopies() {
        return Problem.of(
                        QUANTITY_LIMIT,
                        "A cart holds at most %d copies of a book: add fewer."
                                .formatted(CartLine.QUANTITY_MAX))
                .with("quantity_max", CartLine.QUANTITY_MAX);
    }

    static Problem cartFull() {
        return Problem.of(
                        CART_FULL,
                        "A cart holds at most %d different books: take one out first."
                                .formatted(Cart.LINES_MAX))
                .with("books_max", Cart.LINES_MAX);
    }

    /** The cart does not match {@code If-Match}. */
    static Problem changedSinceRead() {
        return Problem.of(
                ProblemType.STALE, "The cart is not as If-Match says: read it again without.");
    }

    /** A guest's cart would start with a session that does not exist. */
    static Problem unknownSession() {
        return Problem.of(
                ProblemType.NOT_FOUND,
                "There is no such session, and no cart has begun with it: open one with"
                        + " POST /sessions, and send its id as X-Session-Id.");
    }
}
