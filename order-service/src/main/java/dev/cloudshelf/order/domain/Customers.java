package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.mail.Recipient;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/**
 * The shop's customers. An account-service that does not answer, or answers nonsense, fails with
 * {@link dev.cloudshelf.kernel.Unavailable}.
 */
public interface Customers {

    /**
     * Whom to write to.
     *
     * @return empty when the account was closed
     */
    Uni<Optional<Recipient>> find(UUID userId);

    /**
     * An address that the customer has saved.
     *
     * @return empty when this customer has none of that id
     */
    Uni<Optional<ShippingAddress>> address(UUID userId, UUID addressId);
}
