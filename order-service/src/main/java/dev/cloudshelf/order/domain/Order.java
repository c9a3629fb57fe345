package dev.cloudshelf.order.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer's order.
 *
 * @param items empty until the order is confirmed
 * @param refusal why it was never placed; null for an order that was, or still may be
 * @param history what happened so far, in the order of the statuses; its last entry is the status
 */
public record Order(
        UUID id,
        UUID userId,
        List<PricedLine> items,
        Totals totals,
        ShippingAddress shippingAddress,
        @Nullable Refusal refusal,
        List<Change> history) {

    /** {@code pending}, and then what became of it. */
    private static final int STEPS_OF_PLACING = 2;

    public Order {
        items = List.copyOf(items);
        history = List.copyOf(history);
        if (history.isEmpty() || history.getFirst().status() != OrderStatus.PENDING) {
            throw new IllegalArgumentException("Order " + id + " does not begin as pending");
        }
    }

    /** An order whose checkout begins now. */
    public static Order pending(UUID id, UUID userId, ShippingAddress address, Instant at) {
        return new Order(
                id,
                userId,
                List.of(),
                Totals.none(),
                address,
                null,
                List.of(new Change(OrderStatus.PENDING, at, userId.toString())));
    }

    public OrderStatus status() {
        return history.getLast().status();
    }

    public Instant createdAt() {
        return history.getFirst().at();
    }

    public Instant updatedAt() {
        return history.getLast().at();
    }

    /** Whether this step was the last that was taken; a refused order was never placed. */
    public boolean hasJustTaken(Transition step) {
        return status() == step.to() && refusal == null;
    }

    public boolean isPending() {
        return status() == OrderStatus.PENDING;
    }

    public Order confirmed(List<PricedLine> bought, Totals frozen, Instant at, String by) {
        requirePending();
        return new Order(
                id,
                userId,
                bought,
                frozen,
                shippingAddress,
                null,
                followedBy(new Change(OrderStatus.CONFIRMED, at, by)));
    }

    public Order refused(Refusal why, Instant at, String by) {
        requirePending();
        return new Order(
                id,
                userId,
                items,
                totals,
                shippingAddress,
                why,
                followedBy(new Change(OrderStatus.CANCELLED, at, by)));
    }

    /** The order as its placing left it: what a replay answers, whatever happened since. */
    public Order asPlaced() {
        if (history.size() <= STEPS_OF_PLACING) {
            return this;
        }
        return new Order(
                id,
                userId,
                items,
                totals,
                shippingAddress,
                refusal,
                history.subList(0, STEPS_OF_PLACING));
    }

    private List<Change> followedBy(Change change) {
        List<Change> all = new ArrayList<>(history);
        all.add(change);
        return all;
    }

    private void requirePending() {
        if (!isPending()) {
            throw new IllegalStateException("Order " + id + " is already " + status());
        }
    }
}
