package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.first;
import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AdminChange;
import dev.cloudshelf.account.domain.ClosingNotice.Receiver;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.Exchange;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.domain.Rotation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Each call is one statement, so that no transaction is held open across the network, but for
 * closing, which deletes what it has waited for.
 */
public final class PostgresAccountStore implements AccountStore {

    private final Statements statements;
    private final RefreshTokenRows refreshTokens;

    public PostgresAccountStore(Pool pool) {
        this.statements = new Statements(pool);
        this.refreshTokens = new RefreshTokenRows(statements);
    }

    @Override
    public Uni<Boolean> add(Account account, PasswordHash password, List<AdminChange> changes) {
        return statements
                .execute(
                        """
                        WITH changed AS (
                            INSERT INTO users (
                                id, email, password_hash, first_name, last_name, phone,
                                account_status, roles, created_at, last_login, version,
                                email_verified)
                            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                            ON CONFLICT DO NOTHING
                            RETURNING id, version
                        ), %s
                        SELECT id FROM changed
                        """
                                .formatted(ChangeRows.inserted(13)),
                        ChangeRows.added(AccountRow.of(account, password), changes))
                .map(rows -> rows.size() == 1);
    }

    @Override
    public Uni<Optional<Account>> find(UUID id) {
        return statements
                .execute(
                        """
                        SELECT id, email, first_name, last_name, phone,
                               account_status, roles, created_at, last_login, version,
                               email_verified, second_factor
                        FROM users
                        WHERE id = $1 AND account_status <> 'closed'
                        """,
                        Tuple.of(id))
                .map(PostgresAccountStore::account);
    }

    @Override
    public Uni<List<Account>> findAll(Set<UUID> ids) {
        return statements
                .execute(
                        """
                        SELECT id, email, first_name, last_name, phone,
                               account_status, roles, created_at, last_login, version,
                               email_verified, second_factor
                        FROM users
                        WHERE id = ANY ($1::uuid[]) AND account_status <> 'closed'
                        """,
                        Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> Statements.all(rows, AccountRow::account));
    }

    @Override
    public Uni<Boolean> update(Account changed, List<AdminChange> changes) {
        return statements
                .execute(
                        """
                        WITH changed AS (
                            UPDATE users
                            SET first_name = $3, last_name = $4, phone = $5,
                                account_status = $6, version = $2,
                                second_factor = second_factor AND NOT $7
                            WHERE id = $1 AND version = $2 - 1 AND account_status <> 'closed'
                            RETURNING id, version
                        ), removed AS (
                            DELETE FROM second_factors USING changed
                            WHERE user_id = changed.id AND $7
                        ), %s
                        SELECT id FROM changed
                        """
                                .formatted(ChangeRows.inserted(8)),
                        ChangeRows.added(
                                Tuple.from(
                                        Arrays.<@Nullable Object>asList(
                                                changed.id(),
                                                changed.version(),
                                                changed.firstName(),
                                                changed.lastName(),
                                                changed.phone(),
                                                AccountRow.stored(changed.status()),
                                                changes.stream()
                                                        .anyMatch(
                                                                AdminChange::removesSecondFactor))),
                                changes))
                .map(rows -> rows.size() == 1);
    }

    /**
     * Whoever adds anything to an account locks its row. So what such a transaction has left is
     * there once the row is ours, and a statement that begins then sees it; one that began before
     * would not (PostgreSQL manual, section 13.2.1).
     */
    @Override
    public Uni<Void> close(UUID id, Instant now, Set<Receiver> receivers) {
        return statements.inTransaction(connection ->
                makeNobody(connection, id, now)
                        .chain(closed ->
                                closed.rowCount() == 0
                                        ? Uni.createFrom().voidItem()
                                        : PostgresClosingNotices.add(
                                                connection, id, now, receivers))
                        .chain(() -> deleteBelongings(connection, id)));
    }

    private static Uni<RowSet<Row>> makeNobody(SqlConnection connection, UUID id, Instant now) {
        return connection
                .preparedQuery(
                        """
                        UPDATE users
                        SET account_status = 'closed', closed_at = $2, version = version + 1,
                            session_generation = session_generation + 1,
                            email = NULL, password_hash = NULL, phone = NULL,
                            first_name = '', last_name = '', last_login = NULL,
                            email_verified = false, second_factor = false
                        WHERE id = $1 AND account_status <> 'closed'
                        """)
                .execute(Tuple.of(id, utc(now)));
    }

    private static Uni<Void> deleteBelongings(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(
                        """
                        WITH ended AS (
                            DELETE FROM refresh_tokens WHERE user_id = $1
                        ), forgotten AS (
                            DELETE FROM reset_tokens WHERE user_id = $1
                        ), single AS (
                            DELETE FROM second_factors WHERE user_id = $1
                        ), unverified AS (
                            DELETE FROM verification_tokens WHERE user_id = $1
                        )
                        DELETE FROM addresses WHERE user_id = $1
                        """)
                .execute(Tuple.of(id))
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
            Credentials checked,
            Digest token,
            @Nullable String userAgent,
            Instant now,
            Instant expiresAt) {
        return statements
                .execute(
                        """
                        WITH account AS (
                            UPDATE users SET last_login = $2
                            WHERE id = $1 AND account_status = 'active' AND session_generation = $6
                            RETURNING id, email, first_name, last_name, phone,
                                      account_status, roles, created_at, last_login, version,
                               email_verified, second_factor
                        ), expired AS (
                            DELETE FROM refresh_tokens
                            WHERE user_id = $1 AND expires_at <= $2
                        ), started AS (
                            INSERT INTO refresh_tokens (
                                family_hash, secret_hash, user_id, session_generation,
                                created_at, expires_at, user_agent)
                            SELECT $3, $4, id, $6, $2, $5, $7 FROM account
                        )
                        SELECT * FROM account
                        """,
                        Tuple.tuple()
                                .addUUID(checked.accountId())
                                .addOffsetDateTime(utc(now))
                                .addString(token.family())
                                .addString(token.secret())
                                .addOffsetDateTime(Statements.utcSeconds(expiresAt))
                                .addLong(checked.sessionGeneration())
                                .addString(userAgent))
                .map(PostgresAccountStore::account);
    }

    @Override
    public Uni<Rotation> rotate(Exchange exchange) {
        return refreshTokens.rotate(exchange);
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
}
