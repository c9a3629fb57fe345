package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where the carts are. An owner who has put nothing in has an empty cart, and so has a guest who
 * has not used it for {@link CartOwner.Guest#LIFETIME}; whatever a guest does with a cart is a use
 * of all of it. Every cart that is answered is {@link Cart#withinLimit() within its limit}. Every
 * read sees every change that was answered before it. To read, change or merge the cart of an
 * account that has been {@link #close closed} fails with {@link AccountClosed}; a store that cannot
 * answer with {@link dev.cloudshelf.kernel.Unavailable}. {@code now} is in whole milliseconds.
 */
public interface CartStore {

    /** Longer than an access token is good for: a user pool's may be for 24 hours. */
    Duration CLOSED_KEPT_FOR = Duration.ofDays(2);

    Uni<Cart> read(CartOwner owner, Instant now);

    /**
     * Adds copies to the book's line, or makes the line. Of racing adds every one counts; one that
     * the line has no room for changes nothing.
     *
     * @param book replaces what the line has of it
     * @param quantity 1 to {@link CartLine#QUANTITY_MAX}
     */
    Uni<CartChange> add(CartOwner owner, Book book, int quantity, Instant now);

    /**
     * Makes the book's line have this many copies, whatever it had.
     *
     * @param book replaces what the line has of it
     * @param quantity 1 to {@link CartLine#QUANTITY_MAX}
     */
    Uni<CartChange> set(CartOwner owner, Book book, int quantity, Instant now);

    /** Takes the book out; nothing happens where it is not in. */
    Uni<Void> remove(CartOwner owner, UUID bookId);

    /** Takes out every book that is in now; what comes in meanwhile may stay. */
    Uni<Void> clear(CartOwner owner, Instant now);

    /**
     * Keeps what the catalogue has said about lines. A line that has changed since it was read
     * stays as it is.
     */
    Uni<Void> refresh(CartOwner owner, List<LineRefresh> lines);

    /**
     * Moves a guest's lines into a customer's cart. Quantities add, up to {@link
     * CartLine#QUANTITY_MAX}. Every copy is moved once, however often this is asked, whatever races
     * it, and wherever it is interrupted: what has not been moved is still the guest's.
     */
    Uni<MergeResult> merge(CartOwner.Guest guest, CartOwner.Customer customer, Instant now);

    /**
     * Takes what was bought off the cart, once for each order however often it is asked. A line
     * loses at most what it has, and keeps what was added since the order was made.
     */
    Uni<Void> takeOff(CartOwner owner, Purchase purchase, Instant now);

    /**
     * Empties the cart of an account that has been closed, and keeps it empty for {@link
     * #CLOSED_KEPT_FOR}: a change with a token that is still good fails, and of one that was being
     * made meanwhile nothing stays. It may be repeated.
     *
     * @param closedAt when the account was closed
     */
    Uni<Void> close(CartOwner.Customer customer, Instant closedAt, Instant now);
}
