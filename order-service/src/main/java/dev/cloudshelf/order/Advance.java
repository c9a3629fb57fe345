package dev.cloudshelf.order;

import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.Transition;

/** What became of a wish to take an order a step further. */
public sealed interface Advance {

    /**
     * It was taken, now or before.
     *
     * @param order as it is now
     */
    record Taken(Order order) implements Advance {}

    /** The order's status does not allow it. */
    record Refused(Order order, Transition transition) implements Advance {}

    /** There is none, or it is somebody else's. */
    record NoSuchOrder() implements Advance {}
}
