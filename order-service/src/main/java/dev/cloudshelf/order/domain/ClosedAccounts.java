package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The customers whose account was closed, for as long as an order of theirs has an address. A store
 * that does not answer fails with {@link dev.cloudshelf.kernel.Unavailable}.
 */
public interface ClosedAccounts {

    /** One of them. */
    record Closed(UUID userId, Instant closedAt) {}

    /** Remembers a closed account, which is due at once; one that is known stays as it is. */
    Uni<Void> remember(UUID userId, Instant closedAt, Instant now);

    /**
     * Takes accounts that are due; no two callers get the same one.
     *
     * @param dueAgainAt when they are due again, whatever becomes of this caller
     */
    Uni<List<Closed>> claimDue(Instant now, Instant dueAgainAt, int limit);

    /**
     * Removes street, city and postal code from a customer's orders that were begun before then.
     * State and country stay, since the tax was made by them.
     *
     * @param limit how many orders are changed, at most
     * @return how many were changed; less than {@code limit} when none is left
     */
    Uni<Integer> removeAddresses(UUID userId, Instant before, int limit);

    /** Forgets a closed account, none of whose orders has an address any more. */
    Uni<Void> forget(UUID userId);
}
