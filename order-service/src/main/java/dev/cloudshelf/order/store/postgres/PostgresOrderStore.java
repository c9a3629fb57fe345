package dev.cloudshelf.order.store.postgres;

import static dev.cloudshelf.order.store.postgres.Times.stored;

import dev.cloudshelf.order.domain.Attempt;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderQuota;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Orders in PostgreSQL while they are placed. Each operation is one statement, so that it is one
 * transaction and one round trip; a change of status carries {@code status = 'pending'} in its
 * condition, so that of two racing ones the second finds nothing to change. An order is open while
 * it has a {@code driven_until}, and a unique index lets a customer have one open order.
 */
public final class PostgresOrderStore implements OrderStore {

    private final Statements statements;

    public PostgresOrderStore(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Boolean> begin(
            Order pending, OrderRequest request, Instant drivenUntil, OrderQuota quota) {
        return statements.changed(
                """
                WITH begun AS (
                    INSERT INTO orders
                           (id, user_id, status, shipping_address, idempotency_key,
                            request_fingerprint, request_id, driven_until, holds_cart,
                            created_at, updated_at)
                    SELECT $1::uuid, $2::uuid, 'pending', $3::jsonb, $4::text, $5::text, $6::text,
                           $7::timestamptz, true, $8::timestamptz, $8::timestamptz
                     WHERE (SELECT count(*)
                              FROM (SELECT
                                      FROM orders
                                     WHERE user_id = $2 AND created_at > $10
                                     LIMIT $11) AS begun_before) < $11
                        ON CONFLICT DO NOTHING
                    RETURNING id)
                INSERT INTO order_history (order_id, status, at, changed_by)
                SELECT id, 'pending', $8, $9 FROM begun
                """,
                Tuple.tuple()
                        .addUUID(pending.id())
                        .addUUID(pending.userId())
                        .addJsonObject(OrderRows.json(pending.shippingAddress()))
                        .addString(request.idempotencyKey())
                        .addString(request.fingerprint())
                        .addString(request.requestId())
                        .addOffsetDateTime(stored(drivenUntil))
                        .addOffsetDateTime(stored(pending.createdAt()))
                        .addString(pending.history().getFirst().by())
                        .addOffsetDateTime(stored(quota.windowBegin(pending.createdAt())))
                        .addInteger(quota.max()));
    }

    @Override
    public Uni<Optional<Instant>> quotaEnd(UUID userId, OrderQuota quota, Instant now) {
        return statements
                .rows(
                        """
                        SELECT created_at
                          FROM orders
                         WHERE user_id = $1 AND created_at > $2
                         ORDER BY created_at DESC
                        OFFSET $3
                         LIMIT 1
                        """,
                        Tuple.of(userId, stored(quota.windowBegin(now)), quota.max() - 1))
                .map(rows ->
                        Statements.first(
                                rows,
                                row ->
                                        row.getOffsetDateTime("created_at")
                                                .toInstant()
                                                .plus(quota.window())));
    }

    @Override
    public Uni<Optional<Attempt>> attempt(UUID userId, String idempotencyKey) {
        return statements
                .rows(
                        OrderRows.WHOLE_ORDER + " WHERE o.user_id = $1 AND o.idempotency_key = $2",
                        Tuple.of(userId, idempotencyKey))
                .map(rows -> Statements.first(rows, OrderRows::attempt));
    }

    @Override
    public Uni<Boolean> takeOver(Order order, Instant now, Instant drivenUntil) {
        return statements.changed(
                """
                UPDATE orders
                   SET driven_until = $3
                 WHERE id = $1 AND driven_until <= $2
                """,
                Tuple.of(order.id(), stored(now), stored(drivenUntil)));
    }

    @Override
    public Uni<Void> giveUp(Order order, Instant now) {
        return statements
                .changed(
                        """
                        UPDATE orders
                           SET driven_until = $2
                         WHERE id = $1 AND driven_until IS NOT NULL
                        """,
                        Tuple.of(order.id(), stored(now)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Order>> claimStalled(Instant stalledSince, Instant drivenUntil, int limit) {
        return statements
                .rows(
                        """
                        WITH stalled AS (
                            SELECT id
                              FROM orders
                             WHERE driven_until <= $1
                             ORDER BY driven_until
                             LIMIT $3
                               FOR UPDATE SKIP LOCKED),
                        claimed AS (
                            UPDATE orders
                               SET driven_until = $2
                              FROM stalled
                             WHERE orders.id = stalled.id
                            RETURNING orders.id)
                        SELECT whole.*
                          FROM claimed
                         CROSS JOIN LATERAL (%s WHERE o.id = claimed.id) whole
                        """
                                .formatted(OrderRows.WHOLE_ORDER),
                        Tuple.of(stored(stalledSince), stored(drivenUntil), limit))
                .map(rows -> Statements.all(rows, OrderRows::order));
    }

    @Override
    public Uni<Boolean> confirm(Order confirmed, Set<EffectKind> effects, Instant effectsDueAt) {
        List<PricedLine> items = confirmed.items();
        return statements.changed(
                """
                WITH confirmed AS (
                    UPDATE orders
                       SET status = 'confirmed', subtotal = $2, tax = $3, shipping = $4,
                           total_amount = $5, updated_at = $6
                     WHERE id = $1 AND status = 'pending'
                    RETURNING id),
                items AS (
                    INSERT INTO order_items
                           (order_id, line, book_id, title, quantity, price, category)
                    SELECT id, item.line, item.book_id, item.title, item.quantity, item.price,
                           item.category
                      FROM confirmed,
                           unnest($8::uuid[], $9::text[], $10::integer[], $11::numeric[],
                                  $14::text[])
                               WITH ORDINALITY
                               AS item(book_id, title, quantity, price, category, line)),
                effects AS (
                    INSERT INTO order_effects (order_id, kind, due_at)
                    SELECT id, kind, $13 FROM confirmed, unnest($12::text[]) AS kind)
                INSERT INTO order_history (order_id, status, at, changed_by)
                SELECT id, 'confirmed', $6, $7 FROM confirmed
                """,
                Tuple.tuple()
                        .addUUID(confirmed.id())
                        .addBigDecimal(confirmed.totals().subtotal().amount())
                        .addBigDecimal(confirmed.totals().tax().amount())
                        .addBigDecimal(confirmed.totals().shipping().amount())
                        .addBigDecimal(confirmed.totals().total().amount())
                        .addOffsetDateTime(stored(confirmed.updatedAt()))
                        .addString(confirmed.history().getLast().by())
                        .addArrayOfUUID(column(items, PricedLine::bookId, UUID[]::new))
                        .addArrayOfString(column(items, PricedLine::title, String[]::new))
                        .addArrayOfInteger(column(items, PricedLine::quantity, Integer[]::new))
                        .addArrayOfBigDecimal(
                                column(items, item -> item.price().amount(), BigDecimal[]::new))
                        .addArrayOfString(Statements.names(effects))
                        .addOffsetDateTime(stored(effectsDueAt))
                        .addArrayOfString(column(items, PricedLine::category, String[]::new)));
    }

    @Override
    public Uni<Void> settle(Order confirmed) {
        return statements
                .changed(
                        """
                        UPDATE orders
                           SET driven_until = NULL
                         WHERE id = $1 AND status <> 'pending' AND driven_until IS NOT NULL
                        """,
                        Tuple.of(confirmed.id()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> refuse(Order refused) {
        Refusal refusal = Objects.requireNonNull(refused.refusal(), "refusal");
        return statements.changed(
                """
                WITH refused AS (
                    UPDATE orders
                       SET status = 'cancelled', refusal = $2, driven_until = NULL, updated_at = $3
                     WHERE id = $1 AND status = 'pending'
                    RETURNING id)
                INSERT INTO order_history (order_id, status, at, changed_by)
                SELECT id, 'cancelled', $3, $4 FROM refused
                """,
                Tuple.of(
                        refused.id(),
                        RefusalJson.write(refusal),
                        stored(refused.updatedAt()),
                        refused.history().getLast().by()));
    }

    private static <T> T[] column(
            List<PricedLine> items,
            Function<PricedLine, @Nullable T> read,
            IntFunction<T[]> array) {
        return items.stream().map(read).toArray(array);
    }
}
