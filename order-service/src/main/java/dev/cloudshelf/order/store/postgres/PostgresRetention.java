package dev.cloudshelf.order.store.postgres;

import static dev.cloudshelf.order.store.postgres.Times.stored;

import dev.cloudshelf.order.domain.Retention;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;

/** Removes old rows from PostgreSQL. An order's key is in its row, and its history goes with it. */
public final class PostgresRetention implements Retention {

    private final Statements statements;

    public PostgresRetention(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Batch> removeRefused(Instant before, int limit) {
        return removed(
                """
                DELETE FROM orders
                 WHERE id IN (
                       SELECT id
                         FROM orders
                        WHERE refusal IS NOT NULL AND updated_at < $1
                        ORDER BY updated_at
                        LIMIT $2
                          FOR UPDATE SKIP LOCKED)
                """,
                before,
                limit);
    }

    @Override
    public Uni<Batch> removeDoneEffects(Instant before, int limit) {
        return removed(
                """
                DELETE FROM order_effects
                 WHERE (order_id, kind) IN (
                       SELECT order_id, kind
                         FROM order_effects
                        WHERE done_at < $1
                        ORDER BY done_at
                        LIMIT $2
                          FOR UPDATE SKIP LOCKED)
                """,
                before,
                limit);
    }

    private Uni<Batch> removed(String sql, Instant before, int limit) {
        return statements
                .rows(sql, Tuple.of(stored(before), limit))
                .map(result -> new Batch(result.rowCount(), result.rowCount() < limit));
    }
}
