package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.first;
import static dev.cloudshelf.account.store.postgres.Statements.utc;
import static dev.cloudshelf.account.store.postgres.Statements.utcSeconds;

import dev.cloudshelf.account.domain.Exchange;
import dev.cloudshelf.account.domain.Rotation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
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
    Uni<Rotation> rotate(Exchange exchange) {
        return step(exchange)
                .flatMap(taken -> taken.isPresent() ? Uni.createFrom().item(taken) : step(exchange))
                .flatMap(taken ->
                        taken.isPresent() ? Uni.createFrom().item(taken) : repeated(exchange))
                .flatMap(good -> good.map(Uni.createFrom()::item).orElseGet(() -> end(exchange)));
    }

    /** A call that is repeated finds the successor that it made itself, which nobody else knows. */
    private Uni<Optional<Rotation>> step(Exchange exchange) {
        return statements
                .execute(
                        """
                        UPDATE refresh_tokens AS token
                        SET secret_hash = $3, expires_at = $5,
                            previous_secret_hash = $2, successor_nonce = $6, rotated_at = $4
                        FROM users AS account
                        WHERE token.family_hash = $1
                          AND token.secret_hash IN ($2, $3)
                          AND token.expires_at > $4
                          AND token.created_at > $7
                          AND account.id = token.user_id
                          AND account.account_status = 'active'
                          AND account.session_generation = token.session_generation
                        RETURNING account.id, email, first_name, last_name, phone,
                                  account_status, roles, account.created_at, last_login, version,
                                  email_verified, second_factor,
                                  token.created_at AS signed_in_at
                        """,
                        Tuple.tuple()
                                .addString(exchange.shown().family())
                                .addString(exchange.shown().secret())
                                .addString(exchange.next().secret())
                                .addOffsetDateTime(utc(exchange.now()))
                                .addOffsetDateTime(utcSeconds(exchange.expiresAt()))
                                .addString(exchange.nonce())
                                .addOffsetDateTime(utc(exchange.begunAfter())))
                .map(rows ->
                        first(rows)
                                .map(row ->
                                        new Rotation.Rotated(
                                                AccountRow.account(row), signedInAt(row))));
    }

    /** Only the token before the newest one: whoever has used the newest has not lost it. */
    private Uni<Optional<Rotation>> repeated(Exchange exchange) {
        return statements
                .execute(
                        """
                        SELECT account.id, email, first_name, last_name, phone,
                               account_status, roles, account.created_at, last_login, version,
                               email_verified, second_factor,
                               token.created_at AS signed_in_at, token.successor_nonce
                        FROM refresh_tokens AS token
                        JOIN users AS account ON account.id = token.user_id
                        WHERE token.family_hash = $1
                          AND token.previous_secret_hash = $2
                          AND token.rotated_at > $3
                          AND token.expires_at > $4
                          AND token.created_at > $5
                          AND account.account_status = 'active'
                          AND account.session_generation = token.session_generation
                        """,
                        Tuple.of(
                                exchange.shown().family(),
                                exchange.shown().secret(),
                                utc(exchange.usedAfter()),
                                utc(exchange.now()),
                                utc(exchange.begunAfter())))
                .map(rows ->
                        first(rows)
                                .map(row ->
                                        new Rotation.Repeated(
                                                AccountRow.account(row),
                                                signedInAt(row),
                                                row.getString("successor_nonce"))));
    }

    private static Instant signedInAt(Row row) {
        return row.getOffsetDateTime("signed_in_at").toInstant();
    }

    private Uni<Rotation> end(Exchange exchange) {
        return statements
                .execute(
                        """
                        DELETE FROM refresh_tokens
                        WHERE family_hash = $1
                        RETURNING user_id,
                                  secret_hash <> $2 AND expires_at > $3 AND created_at > $4
                                      AS reused
                        """,
                        Tuple.of(
                                exchange.shown().family(),
                                exchange.shown().secret(),
                                utc(exchange.now()),
                                utc(exchange.begunAfter())))
                .map(rows ->
                        first(rows)
                                .filter(row -> row.getBoolean("reused"))
                                .<Rotation>map(row -> new Rotation.Reused(row.getUUID("user_id")))
                                .orElseGet(Rotation.Unknown::new));
    }
}
