package dev.cloudshelf.order.store.postgres;

import static dev.cloudshelf.order.store.postgres.Times.stored;

import dev.cloudshelf.order.domain.ClosedAccounts;
import dev.cloudshelf.order.domain.ShippingAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Closed accounts in PostgreSQL. Whoever takes one moves its due time into the future, as with
 * effects.
 */
public final class PostgresClosedAccounts implements ClosedAccounts {

    private static final JsonObject REMOVED =
            new JsonObject()
                    .put("street", ShippingAddress.REMOVED)
                    .put("city", ShippingAddress.REMOVED)
                    .put("postal_code", ShippingAddress.REMOVED);

    private final Statements statements;

    public PostgresClosedAccounts(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Void> remember(UUID userId, Instant closedAt, Instant now) {
        return statements
                .rows(
                        """
                        INSERT INTO closed_accounts (user_id, closed_at, due_at)
                        VALUES ($1, $2, $3)
                            ON CONFLICT (user_id) DO NOTHING
                        """,
                        Tuple.of(userId, stored(closedAt), stored(now)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Closed>> claimDue(Instant now, Instant dueAgainAt, int limit) {
        return statements
                .rows(
                        """
                        WITH due AS (
                            SELECT user_id
                              FROM closed_accounts
                             WHERE due_at <= $1
                             ORDER BY due_at
                             LIMIT $3
                               FOR UPDATE SKIP LOCKED)
                        UPDATE closed_accounts closed
                           SET due_at = $2
                          FROM due
                         WHERE closed.user_id = due.user_id
                        RETURNING closed.user_id, closed.closed_at
                        """,
                        Tuple.of(stored(now), stored(dueAgainAt), limit))
                .map(rows -> Statements.all(rows, PostgresClosedAccounts::closed));
    }

    @Override
    public Uni<Integer> removeAddresses(UUID userId, Instant before, int limit) {
        return statements
                .rows(
                        """
                        UPDATE orders
                           SET shipping_address = shipping_address || $3::jsonb
                         WHERE id IN (
                               SELECT id
                                 FROM orders
                                WHERE user_id = $1 AND created_at < $2
                                  AND NOT shipping_address @> $3::jsonb
                                LIMIT $4)
                        """,
                        Tuple.of(userId, stored(before), REMOVED, limit))
                .map(result -> result.rowCount());
    }

    @Override
    public Uni<Void> forget(UUID userId) {
        return statements
                .rows("DELETE FROM closed_accounts WHERE user_id = $1", Tuple.of(userId))
                .replaceWithVoid();
    }

    private static Closed closed(Row row) {
        return new Closed(row.getUUID("user_id"), row.getOffsetDateTime("closed_at").toInstant());
    }
}
