package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.ExpiredRecords;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;

/** Deletes a batch by one statement, without waiting for a row that somebody else has locked. */
public final class PostgresExpiredRecords implements ExpiredRecords {

    private final Statements statements;

    public PostgresExpiredRecords(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Integer> remove(Kind kind, Instant before, int limit) {
        return statements
                .execute(
                        """
                        DELETE FROM %1$s
                        WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM %1$s
                            WHERE expires_at < $1
                            LIMIT $2
                            FOR UPDATE SKIP LOCKED))
                        """
                                .formatted(table(kind)),
                        Tuple.of(utc(before), limit))
                .map(rows -> rows.rowCount());
    }

    private static String table(Kind kind) {
        return switch (kind) {
            case SIGN_INS -> "refresh_tokens";
            case ATTEMPTS -> "sign_in_attempts";
            case RESET_TOKENS -> "reset_tokens";
            case VERIFICATION_TOKENS -> "verification_tokens";
        };
    }
}
