package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Where turns are counted, for all instances of the service. A store that cannot answer fails with
 * {@link dev.cloudshelf.kernel.Unavailable}.
 */
public interface QuotaStore {

    /**
     * Takes turns of the window that {@code now} is in. However many take at once, no more are
     * given in a window than the quota has.
     *
     * @param who whose turns they are
     * @param wanted at least 1
     * @return how many were given: fewer where fewer were left, and 0 where none was
     */
    Uni<Integer> take(Quota quota, String who, int wanted, Instant now);
}
