package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The store of carts. An owner without lines has an empty cart, and so has a guest who has not used
 * it for {@link CartOwner.Guest#LIFETIME}; any operation of a guest counts as a use of the whole
 * cart. Every returned cart is {@link Cart#withinLimit() within its limit}. Every read sees all
 * changes that were completed before. Reading, changing or merging the cart of a {@link #close
 * closed} account fails with {@link AccountClosed}; an unavailable store fails with {@link
 * dev.cloudshelf.kernel.Unavailable}. {@code now} is in whole milliseconds.
 */
public interface CartStore {

    /** Longer than an access token can be valid, which in a Cognito user pool is up to 24 hours. */
    Duration CLOSED_KEPT_FOR = Duration.ofDays(2);

    Uni<Cart> read(CartOwner owner, Instant now);

    /**
     * Adds copies to the book's line, or creates the line. Every one of racing adds counts; one
     * that exceeds the limit of the line changes nothing.
     *
     * @param book replaces the line's book data
     * @param quantity 1 to {@link CartLine#QUANTITY_MAX}
     */
    Uni<CartChange> add(CartOwner owner, Book book, int quantity, Instant now);

    /**
     * Sets the copies of the book's line.
     *
     * @param book replaces the line's book data
     * @param quantity 1 to {@link CartLine#QUANTITY_MAX}
     */
    Uni<CartChange> set(CartOwner owner, Book book, int quantity, Instant now);

    /** Removes the book; does nothing if it is not in the cart. */
    Uni<Void> remove(CartOwner owner, UUID bookId);

    /** Removes all books that are in the cart now; books added concurrently may stay. */
    Uni<Void> clear(CartOwner owner, Instant now);

    /** Stores refreshed lines. A line that has changed since it was read stays as it is. */
    Uni<Void> refresh(CartOwner owner, List<LineRefresh> lines);

    /**
     * Moves a guest's lines into a customer's cart. Quantities add up to {@link
     * CartLine#QUANTITY_MAX}. Every copy is moved exactly once, however often this is repeated,
     * raced or interrupted: what has not been moved stays with the guest.
     */
    Uni<MergeResult> merge(CartOwner.Guest guest, CartOwner.Customer customer, Instant now);

    /**
     * Removes the bought copies from the cart, once per order however often it is called. A line
     * loses at most the copies that it has, and keeps those added after the order.
     */
    Uni<Void> takeOff(CartOwner owner, Purchase purchase, Instant now);

    /**
     * Empties the cart of a closed account, and keeps it empty for {@link #CLOSED_KEPT_FOR}: a
     * change with a still valid token fails, and a concurrent one leaves nothing. May be repeated.
     *
     * @param closedAt when the account was closed
     */
    Uni<Void> close(CartOwner.Customer customer, Instant closedAt, Instant now);
}
