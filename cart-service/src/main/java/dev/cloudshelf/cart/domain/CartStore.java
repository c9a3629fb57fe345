package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/**
 * Where the carts are. An owner is an account id; one who has put nothing in has an empty cart.
 * Every read sees every change that was answered before it. A store that cannot answer fails with
 * {@link dev.cloudshelf.kernel.Unavailable}.
 */
public interface CartStore {

    Uni<Cart> read(String owner);

    /**
     * Adds copies to the book's line, or makes the line. Of racing adds every one counts; one that
     * the line has no room for changes nothing.
     *
     * @param book title, price and image replace those of the line
     * @param quantity 1 to {@link CartLine#QUANTITY_MAX}
     * @param now in whole milliseconds
     */
    Uni<CartChange> add(String owner, Book book, int quantity, Instant now);

    /**
     * Makes the book's line have this many copies, whatever it had.
     *
     * @param book title, price and image replace those of the line
     * @param quantity 1 to {@link CartLine#QUANTITY_MAX}
     * @param now in whole milliseconds
     */
    Uni<CartChange> set(String owner, Book book, int quantity, Instant now);

    /** Takes the book out; nothing happens where it is not in. */
    Uni<Void> remove(String owner, UUID bookId);

    /** Takes out every book that is in now; what comes in meanwhile may stay. */
    Uni<Void> clear(String owner);

    /**
     * Takes what was bought off the cart, once for each order however often it is asked. A line
     * loses at most what it has, and keeps what was added since the order was made.
     */
    Uni<Void> takeOff(String owner, Purchase purchase, Instant now);
}
