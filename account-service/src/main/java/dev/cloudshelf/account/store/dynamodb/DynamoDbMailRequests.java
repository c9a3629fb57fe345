package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailRequest;
import dev.cloudshelf.account.domain.MailRequests;
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
 * {@code cloudshelf-reset-requests}, key {@code request_id}. All that wait for one purpose are a
 * queue, which DueIndex ({@code queue}, {@code due_at}) has by when they are due; nearly always
 * empty. A request is taken up by an update on condition of the due time that the index said, which
 * lags behind its table. TTL deletes what everybody has forgotten.
 */
public final class DynamoDbMailRequests implements MailRequests {

    private static final String TABLE = "cloudshelf-reset-requests";
    private static final String DUE_INDEX = "DueIndex";

    private static final Duration KEPT = Duration.ofDays(2);

    private final Tables tables;

    public DynamoDbMailRequests(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
    }

    @Override
    public Uni<Void> add(MailRequest request) {
        AttributeValue at = millis(request.requestedAt());
        return tables.call(dynamoDb ->
                        dynamoDb.putItem(put ->
                                put.tableName(TABLE)
                                        .item(
                                                Map.of(
                                                        "request_id", text(request.id().toString()),
                                                        "email", text(request.email().address()),
                                                        "queue", queue(request.purpose()),
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
    public Uni<List<MailRequest>> claimDue(
            MailPurpose purpose, Instant now, Instant dueAgainAt, int limit) {
        QueryRequest due =
                QueryRequest.builder()
                        .tableName(TABLE)
                        .indexName(DUE_INDEX)
                        .keyConditionExpression("queue = :waiting AND due_at <= :now")
                        .expressionAttributeValues(
                                Map.of(":waiting", queue(purpose), ":now", millis(now)))
                        .limit(limit)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(due))
                .flatMap(page ->
                        page.items().isEmpty()
                                ? Uni.createFrom().item(List.of())
                                : claimAll(page.items(), dueAgainAt));
    }

    private Uni<List<MailRequest>> claimAll(
            List<Map<String, AttributeValue>> due, Instant dueAgainAt) {
        return Uni.join()
                .all(due.stream().map(item -> claim(item, dueAgainAt)).toList())
                .andFailFast()
                .map(claimed -> claimed.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Optional<MailRequest>> claim(Map<String, AttributeValue> seen, Instant dueAgainAt) {
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
    public Uni<Void> done(MailRequest request) {
        return tables.call(dynamoDb ->
                        dynamoDb.deleteItem(delete -> delete.tableName(TABLE).key(key(request))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(MailRequest request, Instant dueAt) {
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

    /** The key of all that wait for one purpose; an item of the release before has the first. */
    private static AttributeValue queue(MailPurpose purpose) {
        return text(
                switch (purpose) {
                    case PASSWORD_RESET -> "waiting";
                    case EMAIL_VERIFICATION -> "verification";
                });
    }

    private static MailPurpose purpose(Map<String, AttributeValue> item) {
        return required(item, "queue").equals(queue(MailPurpose.EMAIL_VERIFICATION))
                ? MailPurpose.EMAIL_VERIFICATION
                : MailPurpose.PASSWORD_RESET;
    }

    private static Map<String, AttributeValue> key(MailRequest request) {
        return Map.of("request_id", text(request.id().toString()));
    }

    private static MailRequest request(Map<String, AttributeValue> item) {
        return new MailRequest(
                UUID.fromString(required(item, "request_id").s()),
                purpose(item),
                new Email(required(item, "email").s()),
                Instant.ofEpochMilli(number(item, "requested_at")),
                Math.toIntExact(number(item, "attempts")));
    }
}
