package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.first;
import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.OpenSignIn;
import dev.cloudshelf.account.domain.SignIns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign-ins as rows of {@code refresh_tokens}, each beside the account's row by its key. */
public final class PostgresSignIns implements SignIns {

    private final Statements statements;

    public PostgresSignIns(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Boolean> isGood(UUID accountId, @Nullable String signInId) {
        return statements
                .execute(
                        """
                        SELECT account.account_status = 'active'
                               AND ($2::text IS NULL OR EXISTS (
                                   SELECT 1
                                   FROM refresh_tokens AS token
                                   WHERE token.family_hash = $2
                                     AND token.user_id = account.id
                                     AND token.session_generation = account.session_generation))
                               AS good
                        FROM users AS account
                        WHERE account.id = $1
                        """,
                        Tuple.of(accountId, signInId))
                .map(rows ->
                        first(rows).map(row -> row.getBoolean("good")).orElse(signInId == null));
    }

    @Override
    public Uni<List<OpenSignIn>> list(UUID accountId, Instant now, Instant begunAfter) {
        return statements
                .execute(
                        """
                        SELECT token.family_hash, token.created_at, token.user_agent,
                               coalesce(token.rotated_at, token.created_at) AS last_used_at
                        FROM refresh_tokens AS token
                        JOIN users AS account ON account.id = token.user_id
                        WHERE token.user_id = $1
                          AND token.session_generation = account.session_generation
                          AND token.expires_at > $2
                          AND token.created_at > $3
                        ORDER BY last_used_at DESC, token.family_hash
                        """,
                        Tuple.of(accountId, utc(now), utc(begunAfter)))
                .map(rows -> Statements.all(rows, PostgresSignIns::signIn));
    }

    private static OpenSignIn signIn(Row row) {
        return new OpenSignIn(
                row.getString("family_hash"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("last_used_at").toInstant(),
                row.getString("user_agent"));
    }

    @Override
    public Uni<Boolean> end(UUID accountId, String signInId) {
        return statements
                .execute(
                        "DELETE FROM refresh_tokens WHERE family_hash = $2 AND user_id = $1",
                        Tuple.of(accountId, signInId))
                .map(rows -> rows.rowCount() == 1);
    }
}
