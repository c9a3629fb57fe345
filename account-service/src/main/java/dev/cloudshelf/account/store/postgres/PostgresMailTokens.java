package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.first;
import static dev.cloudshelf.account.store.postgres.Statements.utc;
import static dev.cloudshelf.account.store.postgres.Statements.utcSeconds;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.account.domain.PasswordHash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One row per account in a table for each purpose, so that a new token is the end of the one
 * before. The account's row is locked first, here as wherever both are changed: nobody waits for
 * somebody who waits for them, and no token is left to an account that closes.
 */
public final class PostgresMailTokens implements MailTokens {

    private final Statements statements;

    public PostgresMailTokens(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Void> issue(MailPurpose purpose, UUID accountId, String digest, Instant expiresAt) {
        return statements
                .execute(
                        """
                        INSERT INTO %s (user_id, token_hash, expires_at)
                        SELECT id, $2, $3 FROM users
                        WHERE id = $1 AND account_status <> 'closed'
                        FOR SHARE
                        ON CONFLICT (user_id) DO UPDATE
                        SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
                        """
                                .formatted(table(purpose)),
                        Tuple.of(accountId, digest, utcSeconds(expiresAt)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<UUID>> owner(MailPurpose purpose, String digest, Instant now) {
        return statements
                .execute(
                        "SELECT user_id FROM "
                                + table(purpose)
                                + " WHERE token_hash = $1 AND expires_at > $2",
                        Tuple.of(digest, utc(now)))
                .map(rows -> first(rows).map(row -> row.getUUID("user_id")));
    }

    @Override
    public Uni<Optional<Account>> reset(String digest, PasswordHash next, Instant now) {
        return statements
                .execute(
                        """
                        WITH owner AS (
                            SELECT users.id
                            FROM users JOIN reset_tokens ON user_id = users.id
                            WHERE token_hash = $1 AND expires_at > $2
                            FOR UPDATE OF users
                        ), token AS (
                            DELETE FROM reset_tokens USING owner
                            WHERE user_id = owner.id AND token_hash = $1
                            RETURNING user_id
                        ), account AS (
                            UPDATE users
                            SET password_hash = $3, session_generation = session_generation + 1,
                                email_verified = true,
                                version = version + CASE WHEN email_verified THEN 0 ELSE 1 END
                            FROM token
                            WHERE id = token.user_id AND account_status <> 'closed'
                            RETURNING id, email, first_name, last_name, phone,
                                      account_status, roles, created_at, last_login, version,
                                      email_verified, second_factor
                        ), ended AS (
                            DELETE FROM refresh_tokens USING account WHERE user_id = account.id
                        )
                        SELECT * FROM account
                        """,
                        Tuple.of(digest, utc(now), next.phc()))
                .map(rows -> first(rows).map(AccountRow::account));
    }

    @Override
    public Uni<Optional<Account>> verify(String digest, Instant now) {
        return statements
                .execute(
                        """
                        WITH owner AS (
                            SELECT users.id
                            FROM users JOIN verification_tokens ON user_id = users.id
                            WHERE token_hash = $1 AND expires_at > $2
                            FOR UPDATE OF users
                        ), token AS (
                            DELETE FROM verification_tokens USING owner
                            WHERE user_id = owner.id AND token_hash = $1
                            RETURNING user_id
                        )
                        UPDATE users
                        SET email_verified = true, version = version + 1
                        FROM token
                        WHERE id = token.user_id AND account_status <> 'closed'
                        RETURNING id, email, first_name, last_name, phone,
                                  account_status, roles, created_at, last_login, version,
                                  email_verified, second_factor
                        """,
                        Tuple.of(digest, utc(now)))
                .map(rows -> first(rows).map(AccountRow::account));
    }

    private static String table(MailPurpose purpose) {
        return switch (purpose) {
            case PASSWORD_RESET -> "reset_tokens";
            case EMAIL_VERIFICATION -> "verification_tokens";
        };
    }
}
