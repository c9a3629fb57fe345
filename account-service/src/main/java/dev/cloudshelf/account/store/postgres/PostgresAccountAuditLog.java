package dev.cloudshelf.account.store.postgres;

import dev.cloudshelf.account.domain.AccountAuditLog;
import dev.cloudshelf.account.domain.AdminChange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Reads the table {@code account_changes}, which has a row for each field of each change. */
public final class PostgresAccountAuditLog implements AccountAuditLog {

    private final Statements statements;

    public PostgresAccountAuditLog(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<List<AdminChange>> changes(UUID accountId) {
        return statements
                .execute(
                        """
                        SELECT version, field, before_value, after_value, changed_by, changed_at
                        FROM account_changes
                        WHERE user_id = $1
                        ORDER BY version DESC, field
                        LIMIT $2
                        """,
                        Tuple.of(accountId, AdminChange.READ_MAX))
                .map(rows -> Statements.all(rows, PostgresAccountAuditLog::change));
    }

    private static AdminChange change(Row row) {
        return new AdminChange(
                row.getString("changed_by"),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getLong("version"),
                row.getString("field"),
                row.getString("before_value"),
                row.getString("after_value"));
    }
}
