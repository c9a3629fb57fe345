package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.AttemptKey;
import dev.cloudshelf.account.domain.AttemptLimit;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.Turn;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * {@code cloudshelf-sign-in-attempts}, key {@code attempt_key}: {@code tries}, {@code
 * blocked_until} in milliseconds, and {@code expires_at}, by which TTL deletes, late: an item can
 * be there and count as absent.
 *
 * <p>Below the limit, counting is one update on condition that the limit is not reached. From there
 * on it is a read and an update on condition of what was read, which racers repeat; at most one of
 * them is let through per wait.
 */
public final class DynamoDbAttemptStore implements AttemptStore {

    private static final String TABLE = "cloudshelf-sign-in-attempts";
    private static final String KEY = "attempt_key";
    private static final String TRIES = "tries";
    private static final String BLOCKED = "blocked_until";
    private static final String EXPIRES = "expires_at";
    private static final int ROUNDS_MAX = 40;

    private final Tables tables;

    public DynamoDbAttemptStore(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
    }

    @Override
    public Uni<Turn> take(AttemptKey key, AttemptLimit limit, Instant now) {
        return take(key, limit, now, ROUNDS_MAX);
    }

    private Uni<Turn> take(AttemptKey key, AttemptLimit limit, Instant now, int roundsLeft) {
        if (roundsLeft == 0) {
            return Uni.createFrom()
                    .failure(tables.unavailable(new IllegalStateException("too many at once")));
        }
        return update(
                        key,
                        "SET tries = if_not_exists(tries, :zero) + :one,"
                                + " expires_at = if_not_exists(expires_at, :end)",
                        "attribute_not_exists(attempt_key)"
                                + " OR (expires_at > :now AND tries < :last"
                                + " AND (attribute_not_exists(blocked_until)"
                                + " OR blocked_until <= :nowMillis))",
                        Map.of(
                                ":zero", number(0),
                                ":one", number(1),
                                ":end", number(now.plus(limit.window()).getEpochSecond()),
                                ":now", number(now.getEpochSecond()),
                                ":nowMillis", number(now.toEpochMilli()),
                                ":last", number(limit.tries() - 1)))
                .flatMap(taken ->
                        taken
                                ? Uni.createFrom().item(new Turn.Taken(key, null))
                                : takeFromFull(key, limit, now, roundsLeft));
    }

    private Uni<Turn> takeFromFull(
            AttemptKey key, AttemptLimit limit, Instant now, int roundsLeft) {
        return tables.get(TABLE, KEY, key.text())
                .flatMap(found -> {
                    if (found.isEmpty()) {
                        return take(key, limit, now, roundsLeft - 1);
                    }
                    Map<String, AttributeValue> seen = found.get();
                    boolean expired = !isAlive(seen, now);
                    if (!expired && seen.containsKey(BLOCKED)) {
                        Instant until = Instant.ofEpochMilli(number(seen, BLOCKED));
                        if (until.isAfter(now)) {
                            return Uni.createFrom().item(new Turn.Refused(until));
                        }
                    }
                    int tries = expired ? 1 : Math.toIntExact(number(seen, TRIES)) + 1;
                    Instant blocked =
                            tries < limit.tries() ? null : now.plus(limit.waitAfter(tries));
                    long end =
                            expired
                                    ? now.plus(limit.window()).getEpochSecond()
                                    : number(seen, EXPIRES);
                    return replace(key, seen, tries, blocked, end)
                            .flatMap(done ->
                                    done
                                            ? Uni.createFrom().item(new Turn.Taken(key, blocked))
                                            : take(key, limit, now, roundsLeft - 1));
                });
    }

    private Uni<Boolean> replace(
            AttemptKey key,
            Map<String, AttributeValue> seen,
            int tries,
            @Nullable Instant blocked,
            long end) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":tries", number(tries));
        values.put(":end", number(end));
        values.put(":seenTries", required(seen, TRIES));
        values.put(":seenEnd", required(seen, EXPIRES));
        if (blocked != null) {
            values.put(":blocked", number(blocked.toEpochMilli()));
        }
        String condition = "tries = :seenTries AND expires_at = :seenEnd AND ";
        AttributeValue seenBlocked = seen.get(BLOCKED);
        if (seenBlocked == null) {
            condition += "attribute_not_exists(blocked_until)";
        } else {
            condition += "blocked_until = :seenBlocked";
            values.put(":seenBlocked", seenBlocked);
        }
        String set = "SET tries = :tries, expires_at = :end";
        return update(
                key,
                blocked == null
                        ? set + " REMOVE blocked_until"
                        : set + ", blocked_until = :blocked",
                condition,
                values);
    }

    /** A wait that a later attempt has brought about stays. */
    @Override
    public Uni<Void> giveBack(Turn.Taken turn) {
        Instant blocked = turn.blockedUntil();
        Uni<Boolean> lifted =
                blocked == null
                        ? Uni.createFrom().item(false)
                        : update(
                                turn.key(),
                                "SET tries = tries - :one REMOVE blocked_until",
                                "blocked_until = :blocked AND tries > :zero",
                                Map.of(
                                        ":one", number(1),
                                        ":zero", number(0),
                                        ":blocked", number(blocked.toEpochMilli())));
        return lifted.flatMap(done ->
                        done
                                ? Uni.createFrom().item(true)
                                : update(
                                        turn.key(),
                                        "SET tries = tries - :one",
                                        "tries > :zero",
                                        Map.of(":one", number(1), ":zero", number(0))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> clear(AttemptKey key) {
        return tables.call(dynamoDb ->
                        dynamoDb.deleteItem(request -> request.tableName(TABLE).key(key(key))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> remember(AttemptKey key, Instant until) {
        return tables.call(dynamoDb ->
                        dynamoDb.putItem(request ->
                                request.tableName(TABLE)
                                        .item(
                                                Map.of(
                                                        KEY, text(key.text()),
                                                        TRIES, number(0),
                                                        EXPIRES, number(until.getEpochSecond())))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> isRemembered(AttemptKey key, Instant now) {
        return tables.get(TABLE, KEY, key.text())
                .map(found -> found.filter(item -> isAlive(item, now)).isPresent());
    }

    /**
     * @return false when the condition does not hold
     */
    private Uni<Boolean> update(
            AttemptKey key, String change, String condition, Map<String, AttributeValue> values) {
        return tables.call(dynamoDb ->
                        dynamoDb.updateItem(request ->
                                request.tableName(TABLE)
                                        .key(key(key))
                                        .updateExpression(change)
                                        .conditionExpression(condition)
                                        .expressionAttributeValues(values)))
                .replaceWith(true)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(false);
    }

    private static boolean isAlive(Map<String, AttributeValue> item, Instant now) {
        return number(item, EXPIRES) > now.getEpochSecond();
    }

    private static Map<String, AttributeValue> key(AttemptKey key) {
        return Map.of(KEY, text(key.text()));
    }
}
