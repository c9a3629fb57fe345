package dev.cloudshelf.order.store.postgres;

import static dev.cloudshelf.order.store.postgres.Times.stored;

import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderFilter;
import dev.cloudshelf.order.domain.OrderPosition;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads orders from PostgreSQL, each whole in one row. */
public final class PostgresOrderBook implements OrderBook {

    private final Statements statements;

    public PostgresOrderBook(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Optional<Order>> find(UUID id, @Nullable UUID owner) {
        return statements
                .rows(
                        OrderRows.WHOLE_ORDER
                                + " WHERE o.id = $1 AND ($2::uuid IS NULL OR o.user_id = $2)",
                        Tuple.of(id, owner))
                .map(rows -> Statements.first(rows, OrderRows::order));
    }

    @Override
    public Uni<Page<Order>> page(OrderFilter filter, OrderPosition after, int limit) {
        // Not "is null or equals" in the statement itself: a plan is made once for all values, and
        // each of these lists has an index of its own.
        String whose = filter.userId() == null ? "$1::uuid IS NULL" : "o.user_id = $1";
        String which = filter.status() == null ? "$2::text IS NULL" : "o.status = $2";
        return statements
                .rows(
                        OrderRows.WHOLE_ORDER
                                + """
                                 WHERE %s
                                   AND %s
                                   AND (o.created_at, o.id) < ($3, $4)
                                   AND o.created_at >= coalesce($5::timestamptz, '-infinity')
                                   AND o.created_at < coalesce($6::timestamptz, 'infinity')
                                 ORDER BY o.created_at DESC, o.id DESC
                                 LIMIT $7
                                """
                                        .formatted(whose, which),
                        Tuple.tuple()
                                .addUUID(filter.userId())
                                .addString(
                                        filter.status() == null ? null : filter.status().wireName())
                                .addOffsetDateTime(stored(after.createdAt()))
                                .addUUID(after.id())
                                .addOffsetDateTime(bound(filter.from()))
                                .addOffsetDateTime(bound(filter.to()))
                                .addInteger(limit + 1))
                .map(rows -> Statements.all(rows, OrderRows::order))
                .map(orders ->
                        Page.of(orders, limit, order -> OrderPosition.of(order).toCursor(filter)));
    }

    private static @Nullable OffsetDateTime bound(@Nullable Instant instant) {
        return instant == null ? null : stored(instant);
    }
}
