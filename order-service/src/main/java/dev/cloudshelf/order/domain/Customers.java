package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The shop's customers. An account-service that does not answer, or answers nonsense, fails with
 * {@link dev.cloudshelf.kernel.Unavailable}.
 */
public interface Customers {

    /** At most so many customers are asked about at once. */
    int CONTACTS_MAX = 100;

    /**
     * Whom to write to.
     *
     * @param userIds at least one and at most {@link #CONTACTS_MAX}
     * @return nothing for those who have closed their accounts
     */
    Uni<Map<UUID, Contact>> contacts(Set<UUID> userIds);

    /**
     * An address that the customer has saved.
     *
     * @return empty when this customer has none of that id
     */
    Uni<Optional<ShippingAddress>> address(UUID userId, UUID addressId);
}
