package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Exchange;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * {@code cloudshelf-refresh-tokens}: one item per sign-in, with the digest of its newest token. TTL
 * on {@code expires_at} deletes late, so an item can be there and count as absent.
 */
record RefreshTokenTable(Tables tables) {

    static final String NAME = "cloudshelf-refresh-tokens";
    static final String KEY = "family_hash";

    /** Lists an account's sign-ins, keys only. */
    static final String USER_INDEX = "UserIndex";

    /** The result of one step along a family. */
    sealed interface Step {

        /**
         * @param nonce of an earlier exchange that is repeated; null for a new one
         */
        record Taken(UUID accountId, long generation, Instant signedInAt, @Nullable String nonce)
                implements Step {}

        /**
         * @param reusedOf the account whose family has ended for it; empty where none was alive
         */
        record Refused(Optional<UUID> reusedOf) implements Step {}
    }

    Uni<Void> start(
            Credentials checked,
            Digest token,
            @Nullable String userAgent,
            Instant now,
            Instant expiresAt) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(KEY, text(token.family()));
        item.put("secret_hash", text(token.secret()));
        item.put("user_id", text(checked.accountId().toString()));
        item.put(Generation.NAME, Generation.stored(checked.sessionGeneration()));
        item.put("created_at", text(now.toString()));
        item.put("expires_at", seconds(expiresAt));
        if (userAgent != null) {
            item.put("user_agent", text(userAgent));
        }
        PutItemRequest family = PutItemRequest.builder().tableName(NAME).item(item).build();
        return tables.call(dynamoDb -> dynamoDb.putItem(family)).replaceWithVoid();
    }

    /**
     * Makes {@code next} the newest, if {@code shown} is. So it is too when {@code next} is
     * already: nobody but this very call knows it, so the driver has repeated it after its answer
     * was lost.
     */
    Uni<Step> step(Exchange exchange) {
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(NAME)
                        .key(Map.of(KEY, text(exchange.shown().family())))
                        .updateExpression(
                                "SET secret_hash = :next, expires_at = :end,"
                                        + " previous_secret_hash = :shown,"
                                        + " successor_nonce = :nonce, rotated_at = :at")
                        .conditionExpression(
                                "secret_hash IN (:shown, :next) AND expires_at > :now"
                                        + " AND created_at > :oldest")
                        .expressionAttributeValues(
                                Map.of(
                                        ":shown", text(exchange.shown().secret()),
                                        ":next", text(exchange.next().secret()),
                                        ":nonce", text(exchange.nonce()),
                                        ":at", text(exchange.now().toString()),
                                        ":now", seconds(exchange.now()),
                                        ":end", seconds(exchange.expiresAt()),
                                        ":oldest", text(exchange.begunAfter().toString())))
                        .returnValues(ReturnValue.ALL_NEW)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(request))
                .<Step>map(updated -> taken(updated.attributes(), null))
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithUni(rejected -> repeatedOrEnd(exchange));
    }

    /** Only the token before the newest one: whoever has used the newest has not lost it. */
    private Uni<Step> repeatedOrEnd(Exchange exchange) {
        return tables.get(NAME, KEY, exchange.shown().family())
                .chain(found ->
                        found.filter(family -> isRepeated(exchange, family))
                                .map(family ->
                                        Uni.createFrom()
                                                .<Step>item(
                                                        taken(
                                                                family,
                                                                required(family, "successor_nonce")
                                                                        .s())))
                                .orElseGet(() ->
                                        end(exchange.shown(), exchange.now(), exchange.begunAfter())
                                                .map(Step.Refused::new)));
    }

    private static boolean isRepeated(Exchange exchange, Map<String, AttributeValue> family) {
        AttributeValue previous = family.get("previous_secret_hash");
        return previous != null
                && previous.s().equals(exchange.shown().secret())
                && Instant.parse(required(family, "rotated_at").s()).isAfter(exchange.usedAfter())
                && isAlive(family, exchange.now(), exchange.begunAfter());
    }

    /**
     * Ends a family.
     *
     * @return whose it was, if it was alive and went on beyond the token that was shown
     */
    Uni<Optional<UUID>> end(Digest shown, Instant now, Instant begunAfter) {
        return tables.call(dynamoDb ->
                        dynamoDb.deleteItem(request ->
                                request.tableName(NAME)
                                        .key(Map.of(KEY, text(shown.family())))
                                        .returnValues(ReturnValue.ALL_OLD)))
                .map(deleted ->
                        Optional.of(deleted.attributes())
                                .filter(family ->
                                        deleted.hasAttributes()
                                                && isAlive(family, now, begunAfter)
                                                && !isNewest(shown, family))
                                .map(RefreshTokenTable::accountId));
    }

    static boolean isAlive(Map<String, AttributeValue> family, Instant now, Instant begunAfter) {
        return Long.parseLong(required(family, "expires_at").n()) > now.getEpochSecond()
                && signedInAt(family).isAfter(begunAfter);
    }

    private static boolean isNewest(Digest shown, Map<String, AttributeValue> family) {
        return required(family, "secret_hash").s().equals(shown.secret());
    }

    private static Step taken(Map<String, AttributeValue> family, @Nullable String nonce) {
        return new Step.Taken(accountId(family), Generation.of(family), signedInAt(family), nonce);
    }

    static UUID accountId(Map<String, AttributeValue> family) {
        return UUID.fromString(required(family, "user_id").s());
    }

    static Instant signedInAt(Map<String, AttributeValue> family) {
        return Instant.parse(required(family, "created_at").s());
    }

    private static AttributeValue seconds(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }
}
