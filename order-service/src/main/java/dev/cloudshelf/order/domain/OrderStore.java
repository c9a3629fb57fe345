package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where orders are kept while they are placed. Each operation is atomic; of two that contradict
 * each other one succeeds and the other changes nothing and says so. A store that does not answer
 * fails with {@link dev.cloudshelf.kernel.Unavailable}.
 */
public interface OrderStore {

    /**
     * Keeps a pending order under its customer's key, for the caller to drive. From then on the
     * order is open, until it is refused or settled, and a customer has one open order at most: it
     * has the cart for itself.
     *
     * @param drivenUntil how long the caller has the order for itself
     * @param quota how many orders the customer may begin
     * @return false, with nothing kept, when the customer has used that key before, or has an open
     *     order, or has begun as many as the quota allows
     */
    Uni<Boolean> begin(Order pending, OrderRequest request, Instant drivenUntil, OrderQuota quota);

    /** The same without a quota. */
    default Uni<Boolean> begin(Order pending, OrderRequest request, Instant drivenUntil) {
        return begin(pending, request, drivenUntil, OrderQuota.NONE);
    }

    /** When a customer who has used up the quota may begin another order; empty for who has not. */
    Uni<Optional<Instant>> quotaEnd(UUID userId, OrderQuota quota, Instant now);

    /** What became of a key. */
    Uni<Optional<Attempt>> attempt(UUID userId, String idempotencyKey);

    /**
     * Takes an open order from a driver that has given up or died.
     *
     * @return false when it is no longer open, or somebody has it
     */
    Uni<Boolean> takeOver(Order order, Instant now, Instant drivenUntil);

    /** Ends the caller's time with an open order early, so that another may take it over. */
    Uni<Void> giveUp(Order order, Instant now);

    /**
     * Takes over open orders that nobody drives, pending or not; no two callers get the same one.
     *
     * @param stalledSince the latest end of a driver's time
     */
    Uni<List<Order>> claimStalled(Instant stalledSince, Instant drivenUntil, int limit);

    /**
     * Keeps a confirmed order with its items, totals and history, together with what must happen
     * because of it. It stays open, and the caller's, until what was bought is off the cart.
     *
     * @param effectsDueAt until when the caller means to run the effects itself
     * @return false when the order was no longer pending
     */
    Uni<Boolean> confirm(Order confirmed, Set<EffectKind> effects, Instant effectsDueAt);

    /**
     * Closes an order that was confirmed: what was bought is off the cart, and the customer may
     * order again. Changes nothing when it is closed already.
     */
    Uni<Void> settle(Order confirmed);

    /**
     * Keeps a refused order with its reason, and closes it.
     *
     * @return false when the order was no longer pending
     */
    Uni<Boolean> refuse(Order refused);
}
