package dev.cloudshelf.order;

import dev.cloudshelf.order.domain.Order;
import java.time.Duration;

/** What became of a wish to place an order. */
public sealed interface Placement {

    /**
     * The final answer under this key: the order is confirmed, or refused for its reason.
     *
     * @param order as its placing left it
     * @param requestId of the request that began it
     * @param replayed whether an earlier request has caused it
     */
    record Settled(Order order, String requestId, boolean replayed) implements Placement {}

    /** An earlier request with this key is still being worked on. */
    record InProgress() implements Placement {}

    /**
     * Another order of this customer is being placed and has the cart; nothing is kept under the
     * key.
     */
    record AnotherInProgress() implements Placement {}

    /**
     * The customer has begun as many orders as the quota allows; nothing is kept under the key.
     *
     * @param retryAfter how long until another may be begun
     */
    record TooMany(Duration retryAfter) implements Placement {}

    /** The customer's sign-in has ended; nothing was bought. */
    record SignInEnded() implements Placement {}

    /** The customer has no such address; nothing is kept under the key. */
    record AddressUnknown() implements Placement {}

    /** The key has been used for a different request. */
    record KeyReused() implements Placement {}
}
