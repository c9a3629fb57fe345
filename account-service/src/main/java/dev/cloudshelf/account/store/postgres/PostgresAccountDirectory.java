package dev.cloudshelf.account.store.postgres;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountQuery;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** A walk along the index of addresses, as long as the page and no longer. */
public final class PostgresAccountDirectory implements AccountDirectory {

    /** Sorts after every address that begins with the prefix: addresses are ASCII. */
    private static final String BEYOND = "\u007f";

    private final Statements statements;

    public PostgresAccountDirectory(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Page<Account>> list(AccountQuery query) {
        return statements
                .execute(
                        """
                        SELECT id, email, first_name, last_name, phone,
                               account_status, roles, created_at, last_login, version,
                               email_verified, second_factor
                        FROM users
                        WHERE email IS NOT NULL
                          AND email COLLATE "C" >= $1
                          AND email COLLATE "C" < $2
                          AND email COLLATE "C" > $3
                        ORDER BY email COLLATE "C"
                        LIMIT $4
                        """,
                        Tuple.of(
                                query.emailPrefix(),
                                query.emailPrefix() + BEYOND,
                                query.after(),
                                query.limit() + 1))
                .map(rows ->
                        Page.of(
                                Statements.all(rows, AccountRow::account),
                                query.limit(),
                                account -> query.cursorAfter(account.email().address())));
    }
}
