package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
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

    /** What became of one step along a family. */
    sealed interface Step {

        record Taken(UUID accountId, long generation) implements Step {}

        record Refused(boolean reused) implements Step {}
    }

    Uni<Void> start(Credentials checked, Digest token, Instant now, Instant expiresAt) {
        PutItemRequest family =
                PutItemRequest.builder()
                        .tableName(NAME)
                        .item(
                                Map.of(
                                        KEY,
                                        text(token.family()),
                                        "secret_hash",
                                        text(token.secret()),
                                        "user_id",
                                        text(checked.accountId().toString()),
                                        Generation.NAME,
                                        Generation.stored(checked.sessionGeneration()),
                                        "created_at",
                                        text(now.toString()),
                                        "expires_at",
                                        seconds(expiresAt)))
                        .build();
        return tables.call(dynamoDb -> dynamoDb.putItem(family)).replaceWithVoid();
    }

    /**
     * Makes {@code next} the newest, if {@code shown} is. So it is too when {@code next} is
     * already: nobody but this very call knows it, so the driver has repeated it after its answer
     * was lost.
     */
    Uni<Step> step(Digest shown, Digest next, Instant now, Instant expiresAt) {
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(NAME)
                        .key(Map.of(KEY, text(shown.family())))
                        .updateExpression("SET secret_hash = :next, expires_at = :end")
                        .conditionExpression("secret_hash IN (:shown, :next) AND expires_at > :now")
                        .expressionAttributeValues(
                                Map.of(
                                        ":shown", text(shown.secret()),
                                        ":next", text(next.secret()),
                                        ":now", seconds(now),
                                        ":end", seconds(expiresAt)))
                        .returnValues(ReturnValue.ALL_NEW)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(request))
                .<Step>map(updated -> taken(updated.attributes()))
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithUni(refused -> end(shown, now).map(Step.Refused::new));
    }

    /**
     * Ends a family.
     *
     * @return whether it was alive and went on beyond the token that was shown
     */
    Uni<Boolean> end(Digest shown, Instant now) {
        return tables.call(dynamoDb ->
                        dynamoDb.deleteItem(request ->
                                request.tableName(NAME)
                                        .key(Map.of(KEY, text(shown.family())))
                                        .returnValues(ReturnValue.ALL_OLD)))
                .map(deleted ->
                        deleted.hasAttributes()
                                && isAlive(deleted.attributes(), now)
                                && !isNewest(shown, deleted.attributes()));
    }

    private static boolean isAlive(Map<String, AttributeValue> family, Instant now) {
        return Long.parseLong(required(family, "expires_at").n()) > now.getEpochSecond();
    }

    private static boolean isNewest(Digest shown, Map<String, AttributeValue> family) {
        return required(family, "secret_hash").s().equals(shown.secret());
    }

    private static Step taken(Map<String, AttributeValue> family) {
        return new Step.Taken(
                UUID.fromString(required(family, "user_id").s()), Generation.of(family));
    }

    private static AttributeValue seconds(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }
}
