package dev.cloudshelf.order.store.postgres;

import static dev.cloudshelf.order.store.postgres.Answers.inTime;
import static dev.cloudshelf.order.store.postgres.Times.stored;

import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The outbox in PostgreSQL. Whoever takes an effect moves its due time into the future: that is the
 * lease, and an effect whose taker died is due again when it ends.
 */
public final class PostgresEffectStore implements EffectStore {

    private final Pool pool;

    public PostgresEffectStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Effect>> claimDue(Instant now, Instant dueAgainAt, int limit) {
        return inTime(
                        pool.preparedQuery(
                                        """
                                        WITH due AS (
                                            SELECT order_id, kind
                                              FROM order_effects
                                             WHERE done_at IS NULL AND due_at <= $1
                                             ORDER BY due_at
                                             LIMIT $3
                                               FOR UPDATE SKIP LOCKED),
                                        claimed AS (
                                            UPDATE order_effects effect
                                               SET due_at = $2, attempts = effect.attempts + 1
                                              FROM due
                                             WHERE effect.order_id = due.order_id
                                               AND effect.kind = due.kind
                                            RETURNING effect.order_id, effect.kind, effect.attempts)
                                        SELECT claimed.order_id, claimed.kind, claimed.attempts,
                                               o.user_id, item.book_ids, item.quantities
                                          FROM claimed
                                          JOIN orders o ON o.id = claimed.order_id
                                         CROSS JOIN LATERAL (
                                               SELECT array_agg(book_id ORDER BY line) AS book_ids,
                                                      array_agg(quantity ORDER BY line)
                                                          AS quantities
                                                 FROM order_items
                                                WHERE order_id = claimed.order_id) item
                                        """)
                                .execute(Tuple.of(stored(now), stored(dueAgainAt), limit)))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(PostgresEffectStore::effect)
                                .toList());
    }

    @Override
    public Uni<Void> done(Effect effect, Instant at) {
        return inTime(
                        pool.preparedQuery(
                                        """
                                        UPDATE order_effects
                                           SET done_at = $3, last_error = NULL
                                         WHERE order_id = $1 AND kind = $2 AND done_at IS NULL
                                        """)
                                .execute(
                                        Tuple.of(
                                                effect.orderId(),
                                                effect.kind().storedName(),
                                                stored(at))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(Effect effect, Instant dueAt, String error) {
        return inTime(
                        pool.preparedQuery(
                                        """
                                        UPDATE order_effects
                                           SET due_at = $3, last_error = $4
                                         WHERE order_id = $1 AND kind = $2 AND done_at IS NULL
                                        """)
                                .execute(
                                        Tuple.of(
                                                effect.orderId(),
                                                effect.kind().storedName(),
                                                stored(dueAt),
                                                error)))
                .replaceWithVoid();
    }

    private static Effect effect(Row row) {
        return new Effect(
                row.getUUID("order_id"),
                EffectKind.of(row.getString("kind")),
                row.getUUID("user_id"),
                OrderRows.lines(row),
                row.getInteger("attempts"));
    }
}
