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
     * Keeps a pending order under its customer's key, for the caller to drive.
     *
     * @param drivenUntil how long the caller has the order for itself
     * @return false when the customer has used that key before
     */
    Uni<Boolean> begin(Order pending, OrderRequest request, Instant drivenUntil);

    /** What became of a key. */
    Uni<Optional<Attempt>> attempt(UUID userId, String idempotencyKey);

    /**
     * Takes a pending order from a driver that has given up or died.
     *
     * @return false when it is no longer pending, or somebody has it
     */
    Uni<Boolean> takeOver(Order order, Instant now, Instant drivenUntil);

    /** Ends the caller's time with a pending order early, so that another may take it over. */
    Uni<Void> giveUp(Order order, Instant now);

    /**
     * Takes over pending orders that nobody drives; no two callers get the same one.
     *
     * @param stalledSince the latest end of a driver's time
     */
    Uni<List<Order>> claimStalled(Instant stalledSince, Instant drivenUntil, int limit);

    /**
     * Keeps a confirmed order with its items, totals and history, together with what must happen
     * because of it.
     *
     * @param effectsDueAt until when the caller means to run the effects itself
     * @return false when the order was no longer pending
     */
    Uni<Boolean> confirm(Order confirmed, Set<EffectKind> effects, Instant effectsDueAt);

    /**
     * Keeps a refused order with its reason.
     *
     * @return false when the order was no longer pending
     */
    Uni<Boolean> refuse(Order refused);
}
