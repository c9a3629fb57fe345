package dev.cloudshelf.account.store.postgres;

import dev.cloudshelf.account.domain.SecondFactor;
import dev.cloudshelf.account.domain.SecondFactorStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A row of {@code second_factors} for each account that has one; each change is one statement. What
 * also changes the account locks the account's row first, as closing it does.
 */
public final class PostgresSecondFactorStore implements SecondFactorStore {

    private final Statements statements;

    public PostgresSecondFactorStore(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<Boolean> begin(UUID accountId, String encryptedSecret) {
        return isOne(
                """
                WITH owner AS (
                    SELECT id FROM users
                    WHERE id = $1 AND account_status <> 'closed'
                    FOR NO KEY UPDATE
                )
                INSERT INTO second_factors AS factor (user_id, secret)
                SELECT id, $2 FROM owner
                ON CONFLICT (user_id) DO UPDATE SET secret = $2
                WHERE NOT factor.confirmed
                """,
                Tuple.of(accountId, encryptedSecret));
    }

    @Override
    public Uni<Optional<SecondFactor>> find(UUID accountId) {
        return statements
                .execute(
                        "SELECT secret, confirmed FROM second_factors WHERE user_id = $1",
                        Tuple.of(accountId))
                .map(rows -> Statements.first(rows).map(PostgresSecondFactorStore::factor));
    }

    @Override
    public Uni<Boolean> confirm(
            UUID accountId, String encryptedSecret, long step, Set<String> recoveryDigests) {
        return isOne(
                """
                WITH owner AS (
                    SELECT id FROM users
                    WHERE id = $1 AND account_status <> 'closed'
                    FOR NO KEY UPDATE
                ), confirmed AS (
                    UPDATE second_factors
                    SET confirmed = true, last_step = $3, recovery_hashes = $4
                    FROM owner
                    WHERE user_id = owner.id AND secret = $2 AND NOT confirmed
                    RETURNING user_id
                ), ended AS (
                    DELETE FROM refresh_tokens USING confirmed
                    WHERE refresh_tokens.user_id = confirmed.user_id
                )
                UPDATE users
                SET second_factor = true, version = version + 1,
                    session_generation = session_generation + 1
                FROM confirmed
                WHERE id = confirmed.user_id
                """,
                Tuple.of(accountId, encryptedSecret, step, stored(recoveryDigests)));
    }

    @Override
    public Uni<Boolean> useStep(UUID accountId, long step) {
        return isOne(
                """
                UPDATE second_factors SET last_step = $2
                WHERE user_id = $1 AND confirmed AND last_step < $2
                """,
                Tuple.of(accountId, step));
    }

    @Override
    public Uni<Boolean> useRecoveryCode(UUID accountId, String digest) {
        return isOne(
                """
                UPDATE second_factors SET recovery_hashes = array_remove(recovery_hashes, $2)
                WHERE user_id = $1 AND confirmed AND $2 = ANY (recovery_hashes)
                """,
                Tuple.of(accountId, digest));
    }

    @Override
    public Uni<Boolean> renewRecoveryCodes(UUID accountId, Set<String> digests) {
        return isOne(
                """
                UPDATE second_factors SET recovery_hashes = $2
                WHERE user_id = $1 AND confirmed
                """,
                Tuple.of(accountId, stored(digests)));
    }

    @Override
    public Uni<Boolean> remove(UUID accountId) {
        return isOne(
                """
                WITH owner AS (
                    SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE
                ), removed AS (
                    DELETE FROM second_factors USING owner
                    WHERE user_id = owner.id AND confirmed
                    RETURNING user_id
                )
                UPDATE users SET second_factor = false, version = version + 1
                FROM removed
                WHERE id = removed.user_id
                """,
                Tuple.of(accountId));
    }

    private Uni<Boolean> isOne(String sql, Tuple parameters) {
        return statements.execute(sql, parameters).map(rows -> rows.rowCount() == 1);
    }

    private static String[] stored(Set<String> digests) {
        return digests.toArray(String[]::new);
    }

    private static SecondFactor factor(Row row) {
        return new SecondFactor(row.getString("secret"), row.getBoolean("confirmed"));
    }
}
