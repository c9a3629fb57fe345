package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.ResetRequest;
import dev.cloudshelf.account.domain.ResetRequests;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * {@code cloudshelf-reset-requests}, key {@code request_id}. All that wait are one queue, which
 * DueIndex ({@code queue}, {@code due_at}) has by when they are due; it is nearly always empty. A
 * request is taken up by an update on condition of the due time that the index said, which lags
 * behind its table. TTL deletes what everybody has forgotten.
 */
public final class DynamoDbResetRequests implements ResetRequests {

    private static final String TABLE = "cloudshelf-reset-requests";
    private static final String DUE_INDEX = "DueIndex";

    /** The one value of {@code queue}: an index needs a key to have everything under. */
    private static final AttributeValue WAITING = text("waiting");

    private static final Duration KEPT = Duration.ofDays(1);

    private final Tables tables;

    public DynamoDbResetRequests(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
    }

    @Override
    public Uni<Void> add(ResetRequest request) {
        AttributeValue at = millis(request.requestedAt());
        return tables.call(dynamoDb ->
                        dynamoDb.putItem(put ->
                                put.tableName(TABLE)
                                        .item(
                                                Map.of(
                                                        "request_id", text(request.id().toString()),
                                                        "email", text(request.email().address()),
                                                        "queue", WAITING,
                                                        "requested_at", at,
                                                        "due_at", at,
                                                        "attempts", number(request.attempts()),
                                                        "expires_at",
                                                                number(
                                                                        request.requestedAt()
                                                                                .plus(KEPT)
                                                                                .getEpochSecond())))))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<ResetRequest>> claimDue(Instant now, Instant dueAgainAt, int limit) {
        QueryRequest due =
                QueryRequest.builder()
                        .tableName(TABLE)
                        .indexName(DUE_INDEX)
                        .keyConditionExpression("queue = :waiting AND due_at <= :now")
                        .expressionAttributeValues(Map.of(":waiting", WAITING, ":now", millis(now)))
                        .limit(limit)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(due))
                .flatMap(page ->
                        page.items().isEmpty()
                                ? Uni.createFrom().item(List.of())
                                : claimAll(page.items(), dueAgainAt));
    }

    private Uni<List<ResetRequest>> claimAll(
            List<Map<String, AttributeValue>> due, Instant dueAgainAt) {
        return Uni.join()
                .all(due.stream().map(item -> claim(item, dueAgainAt)).toList())
                .andFailFast()
                .map(claimed -> claimed.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Optional<ResetRequest>> claim(
            Map<String, AttributeValue> seen, Instant dueAgainAt) {
        UpdateItemRequest claim =
                UpdateItemRequest.builder()
                        .tableName(TABLE)
                        .key(Map.of("request_id", required(seen, "request_id")))
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
                .map(claimed -> Optional.of(request(claimed.attributes())))
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    @Override
    public Uni<Void> done(ResetRequest request) {
        return tables.call(dynamoDb ->
                        dynamoDb.deleteItem(delete -> delete.tableName(TABLE).key(key(request))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(ResetRequest request, Instant dueAt) {
        return tables.call(dynamoDb ->
                        dynamoDb.updateItem(update ->
                                update.tableName(TABLE)
                                        .key(key(request))
                                        .updateExpression("SET due_at = :due")
                                        .conditionExpression("attribute_exists(request_id)")
                                        .expressionAttributeValues(Map.of(":due", millis(dueAt)))))
                .replaceWithVoid()
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithNull();
    }

    private static Map<String, AttributeValue> key(ResetRequest request) {
        return Map.of("request_id", text(request.id().toString()));
    }

    private static ResetRequest request(Map<String, AttributeValue> item) {
        return new ResetRequest(
                UUID.fromString(required(item, "request_id").s()),
                new Email(required(item, "email").s()),
                Instant.ofEpochMilli(number(item, "requested_at")),
                Math.toIntExact(number(item, "attempts")));
    }
}
