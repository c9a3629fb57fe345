package dev.cloudshelf.order.store.postgres;

import static dev.cloudshelf.order.store.postgres.Times.stored;

import dev.cloudshelf.order.domain.Backlog;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The outbox in PostgreSQL. Whoever takes an effect moves its due time into the future: that is the
 * lease, and an effect whose taker died is due again when it ends.
 */
public final class PostgresEffectStore implements EffectStore {

    private static final Comparator<Effect> BY_KEY =
            Comparator.comparing(Effect::orderId).thenComparing(Effect::kind);

    private final Statements statements;

    public PostgresEffectStore(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<List<Effect>> claimDue(
            Instant now, Instant dueAgainAt, Set<EffectKind> kinds, int limit) {
        return statements
                .rows(
                        """
                        WITH due AS (
                            SELECT order_id, kind
                              FROM order_effects
                             WHERE done_at IS NULL AND due_at <= $1 AND kind = ANY ($4::text[])
                             ORDER BY due_at
                             LIMIT $3
                               FOR UPDATE SKIP LOCKED),
                        claimed AS (
                            UPDATE order_effects effect
                               SET due_at = $2, attempts = effect.attempts + 1
                              FROM due
                             WHERE effect.order_id = due.order_id AND effect.kind = due.kind
                            RETURNING effect.order_id, effect.kind, effect.attempts)
                        SELECT claimed.kind, claimed.attempts, whole.*
                          FROM claimed
                         CROSS JOIN LATERAL (%s WHERE o.id = claimed.order_id) whole
                        """
                                .formatted(OrderRows.WHOLE_ORDER),
                        Tuple.of(stored(now), stored(dueAgainAt), limit, Statements.names(kinds)))
                .map(rows -> Statements.all(rows, PostgresEffectStore::effect));
    }

    @Override
    public Uni<Void> done(List<Effect> effects, Instant at) {
        // In one order for everybody, so that no two wait for each other.
        List<Effect> ordered = effects.stream().sorted(BY_KEY).toList();
        return statements
                .rows(
                        """
                        UPDATE order_effects effect
                           SET done_at = $3, last_error = NULL
                          FROM unnest($1::uuid[], $2::text[]) AS finished(order_id, kind)
                         WHERE effect.order_id = finished.order_id
                           AND effect.kind = finished.kind
                           AND effect.done_at IS NULL
                        """,
                        Tuple.of(
                                ordered.stream().map(Effect::orderId).toArray(UUID[]::new),
                                ordered.stream()
                                        .map(effect -> effect.kind().storedName())
                                        .toArray(String[]::new),
                                stored(at)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(Effect effect, Instant dueAt, String error) {
        return statements
                .rows(
                        """
                        UPDATE order_effects
                           SET due_at = $3, last_error = $4
                         WHERE order_id = $1 AND kind = $2 AND done_at IS NULL
                        """,
                        Tuple.of(
                                effect.orderId(), effect.kind().storedName(), stored(dueAt), error))
                .replaceWithVoid();
    }

    @Override
    public Uni<Backlog> backlog(int stuckAttempts, Instant pendingSince) {
        return statements
                .rows(
                        """
                        SELECT count(*) AS waiting,
                               count(*) FILTER (WHERE attempts >= $1) AS stuck,
                               (SELECT count(*)
                                  FROM orders
                                 WHERE driven_until IS NOT NULL AND created_at <= $2) AS overdue
                          FROM order_effects
                         WHERE done_at IS NULL
                        """,
                        Tuple.of(stuckAttempts, stored(pendingSince)))
                .map(rows -> Statements.first(rows, PostgresEffectStore::backlog).orElseThrow());
    }

    private static Backlog backlog(Row row) {
        return new Backlog(row.getLong("waiting"), row.getLong("stuck"), row.getLong("overdue"));
    }

    private static Effect effect(Row row) {
        return new Effect(
                EffectKind.of(row.getString("kind")),
                OrderRows.order(row),
                row.getInteger("attempts"));
    }
}
