package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.first;
import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.domain.Rotation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Each call is one statement, two at most, so that no transaction is held open across the network.
 * A family of refresh tokens is one row that holds the digest of its newest token: rotating it is
 * an update that only the holder of that token's digest can make.
 */
public final class PostgresAccountStore implements AccountStore {

    private final Statements statements;

    public PostgresAccountStore(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Boolean> add(Account account, PasswordHash password) {
        return statements
                .execute(
                        """
                        INSERT INTO users (
                            id, email, password_hash, first_name, last_name, phone,
                            account_status, roles, created_at, last_login, version)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                        ON CONFLICT DO NOTHING
                        """,
                        AccountRow.of(account, password))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Optional<Account>> find(UUID id) {
        return statements
                .execute(
                        """
                        SELECT id, email, first_name, last_name, phone,
                               account_status, roles, created_at, last_login, version
                        FROM users
                        WHERE id = $1 AND account_status <> 'closed'
                        """,
                        Tuple.of(id))
                .map(PostgresAccountStore::account);
    }

    @Override
    public Uni<Boolean> update(Account changed) {
        return statements
                .execute(
                        """
                        UPDATE users
                        SET first_name = $3, last_name = $4, phone = $5,
                            account_status = $6, version = $2
                        WHERE id = $1 AND version = $2 - 1 AND account_status <> 'closed'
                        """,
                        Tuple.of(
                                changed.id(),
                                changed.version(),
                                changed.firstName(),
                                changed.lastName(),
                                changed.phone(),
                                AccountRow.stored(changed.status())))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> close(UUID id, Instant now) {
        return statements
                .execute(
                        """
                        WITH closed AS (
                            UPDATE users
                            SET account_status = 'closed', closed_at = $2, version = version + 1,
                                session_generation = session_generation + 1,
                                email = NULL, password_hash = NULL, phone = NULL,
                                first_name = '', last_name = '', last_login = NULL
                            WHERE id = $1 AND account_status <> 'closed'
                            RETURNING id
                        ), ended AS (
                            DELETE FROM refresh_tokens USING closed WHERE user_id = closed.id
                        ), forgotten AS (
                            DELETE FROM reset_tokens USING closed WHERE user_id = closed.id
                        ), homeless AS (
                            DELETE FROM addresses USING closed WHERE user_id = closed.id
                        )
                        SELECT id FROM closed
                        """,
                        Tuple.of(id, utc(now)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Credentials>> credentials(Email email) {
        return statements
                .execute(
                        """
                        SELECT id, email, password_hash, session_generation
                        FROM users
                        WHERE email = $1
                        """,
                        Tuple.of(email.address()))
                .map(rows -> first(rows).map(PostgresAccountStore::credentials));
    }

    /** Tokens that have expired go when their account signs in again: nothing has to sweep. */
    @Override
    public Uni<Optional<Account>> signIn(
            Credentials checked, Digest token, Instant now, Instant expiresAt) {
        return statements
                .execute(
                        """
                        WITH account AS (
                            UPDATE users SET last_login = $2
                            WHERE id = $1 AND account_status = 'active' AND session_generation = $6
                            RETURNING id, email, first_name, last_name, phone,
                                      account_status, roles, created_at, last_login, version
                        ), expired AS (
                            DELETE FROM refresh_tokens
                            WHERE user_id = $1 AND expires_at <= $2
                        ), started AS (
                            INSERT INTO refresh_tokens (
                                family_hash, secret_hash, user_id, session_generation,
                                created_at, expires_at)
                            SELECT $3, $4, id, $6, $2, $5 FROM account
                        )
                        SELECT * FROM account
                        """,
                        Tuple.of(
                                checked.accountId(),
                                utc(now),
                                token.family(),
                                token.secret(),
                                utcSeconds(expiresAt),
                                checked.sessionGeneration()))
                .map(PostgresAccountStore::account);
    }

    /** A call that is repeated finds the successor that it made itself, which nobody else knows. */
    @Override
    public Uni<Rotation> rotate(Digest shown, Digest next, Instant now, Instant expiresAt) {
        return statements
                .execute(
                        """
                        UPDATE refresh_tokens AS token
                        SET secret_hash = $3, expires_at = $5
                        FROM users AS account
                        WHERE token.family_hash = $1
                          AND token.secret_hash IN ($2, $3)
                          AND token.expires_at > $4
                          AND account.id = token.user_id
                          AND account.account_status = 'active'
                          AND account.session_generation = token.session_generation
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
        return statements
                .execute(
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

    private static Optional<Account> account(RowSet<Row> rows) {
        return first(rows).map(AccountRow::account);
    }

    private static Credentials credentials(Row row) {
        return new Credentials(
                row.getUUID("id"),
                new Email(row.getString("email")),
                new PasswordHash(row.getString("password_hash")),
                row.getLong("session_generation"));
    }

    private static OffsetDateTime utcSeconds(Instant instant) {
        return utc(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
