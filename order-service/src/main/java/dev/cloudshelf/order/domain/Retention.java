package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Removes what has been kept for long enough. Several may be at it at once; what one has removed
 * the others pass over. A store that does not answer fails with {@link
 * dev.cloudshelf.kernel.Unavailable}.
 */
public interface Retention {

    /**
     * The result of one batch.
     *
     * @param removed how many; a batch may find nothing although there is more
     * @param complete whether nothing was left to look at
     */
    record Batch(int removed, boolean complete) {}

    /**
     * Removes orders that were refused before then, each with its idempotency key. An order that
     * was ever confirmed stays.
     *
     * @param limit how many are looked at, at most
     */
    Uni<Batch> removeRefused(Instant before, int limit);

    /**
     * Removes effects that were done before then.
     *
     * @param limit how many are removed, at most
     */
    Uni<Batch> removeDoneEffects(Instant before, int limit);
}
