package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * The store of quotas, which counts permits for all instances. An unavailable store fails with
 * {@link dev.cloudshelf.kernel.Unavailable}.
 */
public interface QuotaStore {

    /**
     * Takes permits of the current window. Concurrent calls together are never granted more than
     * the quota allows.
     *
     * @param who the client
     * @param wanted at least 1
     * @return the number granted: fewer if fewer are left, and 0 if none
     */
    Uni<Integer> take(Quota quota, String who, int wanted, Instant now);
}
