package dev.cloudshelf.order.store.postgres;

import static dev.cloudshelf.order.store.postgres.Times.stored;

import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.Transition;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The steps after an order was placed, in PostgreSQL. Each is one statement with the status that it
 * starts from in its condition: the row's lock lets racing ones through one by one, and the second
 * finds nothing to change.
 */
public final class PostgresLifeCycle implements LifeCycle {

    private final Statements statements;

    public PostgresLifeCycle(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Boolean> advance(
            UUID id,
            @Nullable UUID owner,
            Transition transition,
            Change change,
            Instant effectsDueAt) {
        return statements.changed(
                """
                WITH advanced AS (
                    UPDATE orders
                       SET status = $4, updated_at = $5
                     WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2) AND status = $3
                    RETURNING id, status),
                effects AS (
                    INSERT INTO order_effects (order_id, kind, due_at)
                    SELECT id, kind, $8 FROM advanced, unnest($7::text[]) AS kind)
                INSERT INTO order_history (order_id, status, at, changed_by)
                SELECT id, status, $5, $6 FROM advanced
                """,
                Tuple.tuple()
                        .addUUID(id)
                        .addUUID(owner)
                        .addString(transition.from().wireName())
                        .addString(change.status().wireName())
                        .addOffsetDateTime(stored(change.at()))
                        .addString(change.by())
                        .addArrayOfString(Statements.names(transition.effects()))
                        .addOffsetDateTime(stored(effectsDueAt)));
    }
}
