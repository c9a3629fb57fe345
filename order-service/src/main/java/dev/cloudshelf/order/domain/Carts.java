package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * The customers' carts. A cart-service that does not answer, or answers nonsense, fails with {@link
 * dev.cloudshelf.kernel.Unavailable}.
 */
public interface Carts {

    /** What a customer means to buy; empty for no cart. */
    Uni<List<Line>> lines(UUID userId);

    /**
     * Takes an order's copies off, once however often it is asked, and leaves what was added since.
     */
    Uni<Void> remove(UUID userId, UUID orderId, List<Line> lines);
}
