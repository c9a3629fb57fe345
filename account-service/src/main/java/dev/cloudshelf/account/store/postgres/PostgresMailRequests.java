package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailRequest;
import dev.cloudshelf.account.domain.MailRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/**
 * A queue in a table for each purpose. Whoever takes a request up moves its due time into the
 * future: that is the lease, and a request whose taker died is due again when it ends.
 */
public final class PostgresMailRequests implements MailRequests {

    private final Statements statements;

    public PostgresMailRequests(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Void> add(MailRequest request) {
        return statements
                .execute(
                        """
                        INSERT INTO %s (id, email, requested_at, due_at, attempts)
                        VALUES ($1, $2, $3, $3, $4)
                        """
                                .formatted(table(request.purpose())),
                        Tuple.of(
                                request.id(),
                                request.email().address(),
                                utc(request.requestedAt()),
                                request.attempts()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<MailRequest>> claimDue(
            MailPurpose purpose, Instant now, Instant dueAgainAt, int limit) {
        return statements
                .execute(
                        """
                        UPDATE %1$s
                        SET due_at = $2, attempts = attempts + 1
                        WHERE id IN (
                            SELECT id FROM %1$s
                            WHERE due_at <= $1
                            ORDER BY due_at
                            LIMIT $3
                            FOR UPDATE SKIP LOCKED)
                        RETURNING id, email, requested_at, attempts
                        """
                                .formatted(table(purpose)),
                        Tuple.of(utc(now), utc(dueAgainAt), limit))
                .map(rows -> Statements.all(rows, row -> request(purpose, row)));
    }

    @Override
    public Uni<Void> done(MailRequest request) {
        return statements
                .execute(
                        "DELETE FROM " + table(request.purpose()) + " WHERE id = $1",
                        Tuple.of(request.id()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(MailRequest request, Instant dueAt) {
        return statements
                .execute(
                        "UPDATE " + table(request.purpose()) + " SET due_at = $2 WHERE id = $1",
                        Tuple.of(request.id(), utc(dueAt)))
                .replaceWithVoid();
    }

    private static String table(MailPurpose purpose) {
        return switch (purpose) {
            case PASSWORD_RESET -> "reset_requests";
            case EMAIL_VERIFICATION -> "verification_requests";
        };
    }

    private static MailRequest request(MailPurpose purpose, Row row) {
        return new MailRequest(
                row.getUUID("id"),
                purpose,
                new Email(row.getString("email")),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getInteger("attempts"));
    }
}
