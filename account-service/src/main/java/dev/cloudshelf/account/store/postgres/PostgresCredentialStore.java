package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.first;

import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Each change is one statement. What ends sign-ins is the account's generation, in the row that a
 * sign-in locks too; deleting their tokens as well only makes room.
 */
public final class PostgresCredentialStore implements CredentialStore {

    private final Statements statements;

    public PostgresCredentialStore(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Boolean> changePassword(
            UUID accountId, PasswordHash current, PasswordHash next, @Nullable Digest kept) {
        return statements
                .execute(
                        """
                        WITH account AS (
                            UPDATE users
                            SET password_hash = $3, session_generation = session_generation + 1
                            WHERE id = $1 AND password_hash = $2
                            RETURNING id, session_generation
                        ), kept AS (
                            UPDATE refresh_tokens AS token
                            SET session_generation = account.session_generation
                            FROM account
                            WHERE token.user_id = account.id
                              AND token.family_hash = $4
                              AND token.secret_hash = $5
                              AND token.session_generation = account.session_generation - 1
                        ), ended AS (
                            DELETE FROM refresh_tokens AS token USING account
                            WHERE token.user_id = account.id
                              AND token.family_hash IS DISTINCT FROM $4
                        )
                        SELECT id FROM account
                        """,
                        Tuple.of(
                                accountId,
                                current.phc(),
                                next.phc(),
                                kept == null ? null : kept.family(),
                                kept == null ? null : kept.secret()))
                .map(changed -> changed.size() == 1);
    }

    @Override
    public Uni<Void> rehash(Credentials checked, PasswordHash next) {
        return statements
                .execute(
                        "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
                        Tuple.of(checked.accountId(), checked.hash().phc(), next.phc()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<UUID>> endSession(Digest token) {
        return statements
                .execute(
                        "DELETE FROM refresh_tokens WHERE family_hash = $1 RETURNING user_id",
                        Tuple.of(token.family()))
                .map(rows -> first(rows).map(row -> row.getUUID("user_id")));
    }

    @Override
    public Uni<Void> endSessions(UUID accountId) {
        return statements
                .execute(
                        """
                        WITH account AS (
                            UPDATE users SET session_generation = session_generation + 1
                            WHERE id = $1
                            RETURNING id
                        )
                        DELETE FROM refresh_tokens USING account WHERE user_id = account.id
                        """,
                        Tuple.of(accountId))
                .replaceWithVoid();
    }
}
