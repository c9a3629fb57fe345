package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.AccountRow.utc;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.domain.Rotation;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Each call is one statement, two at most, so that no transaction is held open across the network.
 * A family of refresh tokens is one row that holds the digest of its newest token: rotating it is
 * an update that only the holder of that token's digest can make.
 */
public final class PostgresAccountStore implements AccountStore {

    /**
     * SQLSTATE classes (PostgreSQL appendix A) in which the server, not the statement, is at fault.
     */
    private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58");

    private final Pool pool;

    public PostgresAccountStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> add(Account account, PasswordHash password) {
        return execute(
                        """
                        INSERT INTO users (
                            id, email, password_hash, first_name, last_name, phone,
                            account_status, roles, created_at, last_login, version)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                        ON CONFLICT (email) DO NOTHING
                        """,
                        AccountRow.of(account, password))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Optional<Account>> find(UUID id) {
        return execute(
                        """
                        SELECT id, email, first_name, last_name, phone,
                               account_status, roles, created_at, last_login, version
                        FROM users
                        WHERE id = $1
                        """,
                        Tuple.of(id))
                .map(PostgresAccountStore::account);
    }

    @Override
    public Uni<Optional<Credentials>> credentials(Email email) {
        return execute(
                        "SELECT id, password_hash FROM users WHERE email = $1",
                        Tuple.of(email.address()))
                .map(rows -> first(rows).map(PostgresAccountStore::credentials));
    }

    /** Tokens that have expired go when their account signs in again: nothing has to sweep. */
    @Override
    public Uni<Optional<Account>> signIn(
            UUID accountId, Digest token, Instant now, Instant expiresAt) {
        return execute(
                        """
                        WITH account AS (
                            UPDATE users SET last_login = $2
                            WHERE id = $1 AND account_status = 'active'
                            RETURNING id, email, first_name, last_name, phone,
                                      account_status, roles, created_at, last_login, version
                        ), expired AS (
                            DELETE FROM refresh_tokens
                            WHERE user_id = $1 AND expires_at <= $2
                        ), started AS (
                            INSERT INTO refresh_tokens (
                                family_hash, secret_hash, user_id, created_at, expires_at)
                            SELECT $3, $4, id, $2, $5 FROM account
                        )
                        SELECT * FROM account
                        """,
                        Tuple.of(
                                accountId,
                                utc(now),
                                token.family(),
                                token.secret(),
                                utcSeconds(expiresAt)))
                .map(PostgresAccountStore::account);
    }

    /** A call that is repeated finds the successor that it made itself, which nobody else knows. */
    @Override
    public Uni<Rotation> rotate(Digest shown, Digest next, Instant now, Instant expiresAt) {
        return execute(
                        """
                        UPDATE refresh_tokens AS token
                        SET secret_hash = $3, expires_at = $5
                        FROM users AS account
                        WHERE token.family_hash = $1
                          AND token.secret_hash IN ($2, $3)
                          AND token.expires_at > $4
                          AND account.id = token.user_id
                          AND account.account_status = 'active'
                        RETURNING account.id, email, first_name, last_name, phone,
                                  account_status, roles, account.created_at, last_login, version
                        """,
                        Tuple.of(
                                shown.family(),
                                shown.secret(),
                                next.secret(),
                                utc(now),
                                utcSeconds(expiresAt)))
                .map(PostgresAccountStore::account)
                .flatMap(account ->
                        account.isPresent()
                                ? Uni.createFrom().item(new Rotation.Rotated(account.get()))
                                : endFamily(shown, now));
    }

    private Uni<Rotation> endFamily(Digest shown, Instant now) {
        return execute(
                        """
                        DELETE FROM refresh_tokens
                        WHERE family_hash = $1
                        RETURNING secret_hash <> $2 AND expires_at > $3 AS reused
                        """,
                        Tuple.of(shown.family(), shown.secret(), utc(now)))
                .map(rows ->
                        first(rows).filter(row -> row.getBoolean("reused")).isPresent()
                                ? new Rotation.Reused()
                                : new Rotation.Unknown());
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .onFailure(PostgresAccountStore::isOutage)
                .transform(outage -> new Unavailable("The account store", outage));
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof VertxException
                || (failure instanceof PgException refused
                        && OUTAGES.contains(refused.getSqlState().substring(0, 2)));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }

    private static Optional<Account> account(RowSet<Row> rows) {
        return first(rows).map(AccountRow::account);
    }

    private static Credentials credentials(Row row) {
        return new Credentials(row.getUUID("id"), new PasswordHash(row.getString("password_hash")));
    }

    private static OffsetDateTime utcSeconds(Instant instant) {
        return utc(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
