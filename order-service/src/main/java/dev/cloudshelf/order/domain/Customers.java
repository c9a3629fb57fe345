package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/**
 * The shop's customers. An account-service that does not answer, or answers nonsense, fails with
 * {@link dev.cloudshelf.kernel.Unavailable}.
 */
public interface Customers {

    /**
     * @return empty when the account was closed
     */
    Uni<Optional<Customer>> find(UUID userId);
}
