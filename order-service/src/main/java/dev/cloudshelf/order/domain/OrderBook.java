package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The orders as they are read. A store that does not answer fails with {@link
 * dev.cloudshelf.kernel.Unavailable}.
 */
public interface OrderBook {

    /**
     * @param owner only if it is this customer's order; null for anybody's
     * @return empty also for an order of somebody else
     */
    Uni<Optional<Order>> find(UUID id, @Nullable UUID owner);

    /** Orders, newest first. */
    Uni<Page<Order>> page(OrderFilter filter, OrderPosition after, int limit);
}
