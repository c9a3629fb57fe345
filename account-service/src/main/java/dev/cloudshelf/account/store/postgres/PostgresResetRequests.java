package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.ResetRequest;
import dev.cloudshelf.account.domain.ResetRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/**
 * A queue in a table. Whoever takes a request up moves its due time into the future: that is the
 * lease, and a request whose taker died is due again when it ends.
 */
public final class PostgresResetRequests implements ResetRequests {

    private final Statements statements;

    public PostgresResetRequests(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Void> add(ResetRequest request) {
        return statements
                .execute(
                        """
                        INSERT INTO reset_requests (id, email, requested_at, due_at, attempts)
                        VALUES ($1, $2, $3, $3, $4)
                        """,
                        Tuple.of(
                                request.id(),
                                request.email().address(),
                                utc(request.requestedAt()),
                                request.attempts()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<ResetRequest>> claimDue(Instant now, Instant dueAgainAt, int limit) {
        return statements
                .execute(
                        """
                        UPDATE reset_requests
                        SET due_at = $2, attempts = attempts + 1
                        WHERE id IN (
                            SELECT id FROM reset_requests
                            WHERE due_at <= $1
                            ORDER BY due_at
                            LIMIT $3
                            FOR UPDATE SKIP LOCKED)
                        RETURNING id, email, requested_at, attempts
                        """,
                        Tuple.of(utc(now), utc(dueAgainAt), limit))
                .map(rows -> Statements.all(rows, PostgresResetRequests::request));
    }

    @Override
    public Uni<Void> done(ResetRequest request) {
        return statements
                .execute("DELETE FROM reset_requests WHERE id = $1", Tuple.of(request.id()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(ResetRequest request, Instant dueAt) {
        return statements
                .execute(
                        "UPDATE reset_requests SET due_at = $2 WHERE id = $1",
                        Tuple.of(request.id(), utc(dueAt)))
                .replaceWithVoid();
    }

    private static ResetRequest request(Row row) {
        return new ResetRequest(
                row.getUUID("id"),
                new Email(row.getString("email")),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getInteger("attempts"));
    }
}
