package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.first;
import static dev.cloudshelf.account.store.postgres.Statements.utc;
import static dev.cloudshelf.account.store.postgres.Statements.utcSeconds;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.domain.Rotation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code refresh_tokens}: a family is one row that holds the digest of its newest token. Rotating
 * it is an update that only the holder of that token's digest can make.
 */
record RefreshTokenRows(Statements statements) {

    /**
     * Tries twice before a family ends. A statement that has waited for a change of password sees
     * the family as it is now beside the account as it was before, which do not match, although the
     * change has kept this very sign-in; the next statement sees both as they are. A token that is
     * not the newest is refused by each.
     */
    Uni<Rotation> rotate(Digest shown, Digest next, Instant now, Instant expiresAt) {
        return step(shown, next, now, expiresAt)
                .flatMap(taken ->
                        taken.isPresent()
                                ? Uni.createFrom().item(taken)
                                : step(shown, next, now, expiresAt))
                .flatMap(taken ->
                        taken.isPresent()
                                ? Uni.createFrom().item(new Rotation.Rotated(taken.get()))
                                : end(shown, now));
    }

    /** A call that is repeated finds the successor that it made itself, which nobody else knows. */
    private Uni<Optional<Account>> step(Digest shown, Digest next, Instant now, Instant expiresAt) {
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
                .map(rows -> first(rows).map(AccountRow::account));
    }

    private Uni<Rotation> end(Digest shown, Instant now) {
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
}
