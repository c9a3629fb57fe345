package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.ClosingNotice;
import dev.cloudshelf.account.domain.ClosingNotice.Receiver;
import dev.cloudshelf.account.domain.ClosingNotices;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** A queue in the table {@code closing_notices}, with leases as requests for emails have. */
public final class PostgresClosingNotices implements ClosingNotices {

    private final Statements statements;

    public PostgresClosingNotices(Pool pool) {
        this.statements = new Statements(pool);
    }

    /** Adds the notices of an account, in the transaction that closes it. */
    static Uni<Void> add(
            SqlConnection connection, UUID accountId, Instant closedAt, Set<Receiver> receivers) {
        return connection
                .preparedQuery(
                        """
                        INSERT INTO closing_notices (user_id, receiver, closed_at, due_at, attempts)
                        SELECT $1, receiver, $2, $2, 0 FROM unnest($3::text[]) AS receiver
                        """)
                .execute(
                        Tuple.of(
                                accountId,
                                utc(closedAt),
                                receivers.stream()
                                        .map(PostgresClosingNotices::stored)
                                        .toArray(String[]::new)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<ClosingNotice>> claimDue(Instant now, Instant dueAgainAt, int limit) {
        return statements
                .execute(
                        """
                        UPDATE closing_notices
                        SET due_at = $2, attempts = attempts + 1
                        WHERE (user_id, receiver) IN (
                            SELECT user_id, receiver FROM closing_notices
                            WHERE due_at <= $1
                            ORDER BY due_at
                            LIMIT $3
                            FOR UPDATE SKIP LOCKED)
                        RETURNING user_id, receiver, closed_at, attempts
                        """,
                        Tuple.of(utc(now), utc(dueAgainAt), limit))
                .map(rows -> Statements.all(rows, PostgresClosingNotices::notice));
    }

    @Override
    public Uni<Void> done(ClosingNotice notice) {
        return statements
                .execute(
                        "DELETE FROM closing_notices WHERE user_id = $1 AND receiver = $2",
                        Tuple.of(notice.accountId(), stored(notice.receiver())))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(ClosingNotice notice, Instant dueAt) {
        return statements
                .execute(
                        """
                        UPDATE closing_notices SET due_at = $3
                        WHERE user_id = $1 AND receiver = $2
                        """,
                        Tuple.of(notice.accountId(), stored(notice.receiver()), utc(dueAt)))
                .replaceWithVoid();
    }

    private static String stored(Receiver receiver) {
        return receiver.name().toLowerCase(Locale.ROOT);
    }

    private static ClosingNotice notice(Row row) {
        return new ClosingNotice(
                row.getUUID("user_id"),
                Receiver.valueOf(row.getString("receiver").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("closed_at").toInstant(),
                row.getInteger("attempts"));
    }
}
