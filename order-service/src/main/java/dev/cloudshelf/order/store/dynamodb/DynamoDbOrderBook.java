package dev.cloudshelf.order.store.dynamodb;

import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderFilter;
import dev.cloudshelf.order.domain.OrderPosition;
import dev.cloudshelf.order.store.dynamodb.OrderWalk.Stretch;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Reads orders from DynamoDB. A customer's stand under one key of the table; everybody's under one
 * key of OrderDateIndex for each day.
 */
public final class DynamoDbOrderBook implements OrderBook {

    private final Tables tables;
    private final OrderLookup lookup;
    private final OrderDays days;

    public DynamoDbOrderBook(DynamoDbAsyncClient client) {
        this.tables = OrderItem.tables(client);
        this.lookup = new OrderLookup(tables);
        this.days = new OrderDays(tables);
    }

    @Override
    public Uni<Optional<Order>> find(UUID id, @Nullable UUID owner) {
        return lookup.find(id, owner);
    }

    @Override
    public Uni<Page<Order>> page(OrderFilter filter, OrderPosition after, int limit) {
        UUID userId = filter.userId();
        return userId == null
                ? everybodys(filter, after, limit)
                : new OrderWalk(tables, filter, limit, List.of(Stretch.of(userId)), true)
                        .from(after.id());
    }

    private Uni<Page<Order>> everybodys(OrderFilter filter, OrderPosition after, int limit) {
        LocalDate last = OrderItem.day(earlier(after.createdAt(), filter.to()));
        Instant from = filter.from() == null ? OrderPosition.EARLIEST : filter.from();
        return days.latest(OrderItem.day(from), last, OrderWalk.READS_MAX)
                .chain(found -> {
                    boolean goesOn =
                            !found.days().isEmpty()
                                    && found.days()
                                            .getFirst()
                                            .equals(OrderItem.day(after.createdAt()));
                    List<Stretch> stretches = found.days().stream().map(Stretch::of).toList();
                    return new OrderWalk(tables, filter, limit, stretches, found.complete())
                            .from(goesOn ? after.id() : OrderWalk.NEWEST);
                });
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }
}
