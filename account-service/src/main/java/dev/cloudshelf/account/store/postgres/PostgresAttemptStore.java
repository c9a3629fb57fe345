package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.first;
import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.AttemptKey;
import dev.cloudshelf.account.domain.AttemptLimit;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.Turn;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A counter is a row, and counting one statement that locks it. Each takes a few rows along that
 * have expired, so that nothing has to sweep.
 */
public final class PostgresAttemptStore implements AttemptStore {

    private final Statements statements;

    public PostgresAttemptStore(Pool pool) {
        this.statements = new Statements(pool);
    }

    /** An array has no element before its first: up to the limit there is no wait. */
    @Override
    public Uni<Turn> take(AttemptKey key, AttemptLimit limit, Instant now) {
        return statements
                .execute(
                        """
                        WITH swept AS (
                            DELETE FROM sign_in_attempts WHERE key IN (
                                SELECT key FROM sign_in_attempts
                                WHERE expires_at <= $2 AND key <> $1
                                LIMIT 10
                                FOR UPDATE SKIP LOCKED)
                        )
                        INSERT INTO sign_in_attempts AS counter (key, tries, expires_at)
                        VALUES ($1, 1, $3)
                        ON CONFLICT (key) DO UPDATE
                        SET tries = CASE
                                WHEN counter.expires_at <= $2 THEN 1
                                ELSE counter.tries + 1
                            END,
                            blocked_until = CASE
                                WHEN counter.expires_at > $2 THEN
                                    $2::timestamptz + interval '1 millisecond' * ($4::bigint[])[
                                        LEAST(counter.tries + 2 - $5, cardinality($4))]
                            END,
                            expires_at = CASE
                                WHEN counter.expires_at <= $2 THEN $3
                                ELSE counter.expires_at
                            END
                        WHERE counter.expires_at <= $2
                           OR counter.blocked_until IS NULL
                           OR counter.blocked_until <= $2
                        RETURNING blocked_until
                        """,
                        Tuple.of(
                                key.text(),
                                utc(now),
                                utc(now.plus(limit.window())),
                                limit.waits().stream().map(Duration::toMillis).toArray(Long[]::new),
                                limit.tries()))
                .flatMap(rows ->
                        first(rows)
                                .map(row ->
                                        Uni.createFrom()
                                                .<Turn>item(
                                                        new Turn.Taken(
                                                                key,
                                                                instant(row, "blocked_until"))))
                                .orElseGet(() -> refused(key, limit, now)));
    }

    /** The row may have changed since: then it is asked again. */
    private Uni<Turn> refused(AttemptKey key, AttemptLimit limit, Instant now) {
        return statements
                .execute(
                        """
                        SELECT blocked_until FROM sign_in_attempts
                        WHERE key = $1 AND blocked_until > $2
                        """,
                        Tuple.of(key.text(), utc(now)))
                .flatMap(rows ->
                        first(rows)
                                .map(row ->
                                        Uni.createFrom()
                                                .<Turn>item(
                                                        new Turn.Refused(
                                                                row.getOffsetDateTime(
                                                                                "blocked_until")
                                                                        .toInstant())))
                                .orElseGet(() -> take(key, limit, now)));
    }

    @Override
    public Uni<Void> giveBack(Turn.Taken turn) {
        Instant blocked = turn.blockedUntil();
        return statements
                .execute(
                        """
                        UPDATE sign_in_attempts
                        SET tries = tries - 1,
                            blocked_until = CASE
                                WHEN blocked_until IS DISTINCT FROM $2 THEN blocked_until
                            END
                        WHERE key = $1 AND tries > 0
                        """,
                        Tuple.of(turn.key().text(), blocked == null ? null : utc(blocked)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> clear(AttemptKey key) {
        return statements
                .execute("DELETE FROM sign_in_attempts WHERE key = $1", Tuple.of(key.text()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> remember(AttemptKey key, Instant until) {
        return statements
                .execute(
                        """
                        INSERT INTO sign_in_attempts (key, tries, expires_at)
                        VALUES ($1, 0, date_trunc('second', $2::timestamptz))
                        ON CONFLICT (key) DO UPDATE SET expires_at = excluded.expires_at
                        """,
                        Tuple.of(key.text(), utc(until)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> isRemembered(AttemptKey key, Instant now) {
        return statements
                .execute(
                        "SELECT key FROM sign_in_attempts WHERE key = $1 AND expires_at > $2",
                        Tuple.of(key.text(), utc(now)))
                .map(rows -> rows.size() == 1);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
