package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Queues of what is due, in {@code cloudshelf-reset-requests}, key {@code request_id}. DueIndex
 * ({@code queue}, {@code due_at}) has the items of a queue by when they are due; nearly always
 * empty. An item is taken up by an update on condition of the due time that the index said, which
 * lags behind its table.
 */
record DueQueue(Tables tables) {

    static final String TABLE = "cloudshelf-reset-requests";
    static final String KEY = "request_id";

    private static final String DUE_INDEX = "DueIndex";

    /**
     * Takes up items that are due, as one more attempt; no two callers get the same one.
     *
     * @param dueAgainAt when an item is due again if this caller never says what became of it
     */
    Uni<List<Map<String, AttributeValue>>> claimDue(
            String queue, Instant now, Instant dueAgainAt, int limit) {
        QueryRequest due =
                QueryRequest.builder()
                        .tableName(TABLE)
                        .indexName(DUE_INDEX)
                        .keyConditionExpression("queue = :queue AND due_at <= :now")
                        .expressionAttributeValues(
                                Map.of(":queue", text(queue), ":now", millis(now)))
                        .limit(limit)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(due))
                .flatMap(page ->
                        page.items().isEmpty()
                                ? Uni.createFrom().item(List.of())
                                : claimAll(page.items(), dueAgainAt));
    }

    private Uni<List<Map<String, AttributeValue>>> claimAll(
            List<Map<String, AttributeValue>> due, Instant dueAgainAt) {
        return Uni.join()
                .all(due.stream().map(item -> claim(item, dueAgainAt)).toList())
                .andFailFast()
                .map(claimed -> claimed.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Optional<Map<String, AttributeValue>>> claim(
            Map<String, AttributeValue> seen, Instant dueAgainAt) {
        UpdateItemRequest claim =
                UpdateItemRequest.builder()
                        .tableName(TABLE)
                        .key(Map.of(KEY, required(seen, KEY)))
                        .updateExpression("SET due_at = :again, attempts = attempts + :one")
                        .conditionExpression("due_at = :seen")
                        .expressionAttributeValues(
                                Map.of(
                                        ":again", millis(dueAgainAt),
                                        ":one", number(1),
                                        ":seen", required(seen, "due_at")))
                        .returnValues(ReturnValue.ALL_NEW)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(claim))
                .map(claimed -> Optional.of(claimed.attributes()))
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    /** Removes an item. */
    Uni<Void> done(String key) {
        return tables.call(dynamoDb ->
                        dynamoDb.deleteItem(
                                delete -> delete.tableName(TABLE).key(Map.of(KEY, text(key)))))
                .replaceWithVoid();
    }

    /** Moves the due time of an item; one that is not there any more stays so. */
    Uni<Void> postpone(String key, Instant dueAt) {
        return tables.call(dynamoDb ->
                        dynamoDb.updateItem(update ->
                                update.tableName(TABLE)
                                        .key(Map.of(KEY, text(key)))
                                        .updateExpression("SET due_at = :due")
                                        .conditionExpression("attribute_exists(request_id)")
                                        .expressionAttributeValues(Map.of(":due", millis(dueAt)))))
                .replaceWithVoid()
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithNull();
    }
}
