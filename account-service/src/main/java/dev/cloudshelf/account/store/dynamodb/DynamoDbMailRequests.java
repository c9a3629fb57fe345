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
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items of {@code cloudshelf-reset-requests}, a queue for each purpose ({@link DueQueue}). TTL
 * deletes what was given up.
 */
public final class DynamoDbMailRequests implements MailRequests {

    private static final Duration KEPT = Duration.ofDays(2);

    private final Tables tables;
    private final DueQueue queue;

    public DynamoDbMailRequests(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
        this.queue = new DueQueue(tables);
    }

    @Override
    public Uni<Void> add(MailRequest request) {
        AttributeValue at = millis(request.requestedAt());
        return tables.call(dynamoDb ->
                        dynamoDb.putItem(put ->
                                put.tableName(DueQueue.TABLE)
                                        .item(
                                                Map.of(
                                                        DueQueue.KEY,
                                                        text(request.id().toString()),
                                                        "email",
                                                        text(request.email().address()),
                                                        "queue",
                                                        text(queueOf(request.purpose())),
                                                        "requested_at",
                                                        at,
                                                        "due_at",
                                                        at,
                                                        "attempts",
                                                        number(request.attempts()),
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
        return queue.claimDue(queueOf(purpose), now, dueAgainAt, limit)
                .map(items -> items.stream().map(DynamoDbMailRequests::request).toList());
    }

    @Override
    public Uni<Void> done(MailRequest request) {
        return queue.done(request.id().toString());
    }

    @Override
    public Uni<Void> postpone(MailRequest request, Instant dueAt) {
        return queue.postpone(request.id().toString(), dueAt);
    }

    /** The key of all that wait for one purpose; an item of the release before has the first. */
    private static String queueOf(MailPurpose purpose) {
        return switch (purpose) {
            case PASSWORD_RESET -> "waiting";
            case EMAIL_VERIFICATION -> "verification";
        };
    }

    private static MailPurpose purpose(Map<String, AttributeValue> item) {
        return required(item, "queue").s().equals(queueOf(MailPurpose.EMAIL_VERIFICATION))
                ? MailPurpose.EMAIL_VERIFICATION
                : MailPurpose.PASSWORD_RESET;
    }

    private static MailRequest request(Map<String, AttributeValue> item) {
        return new MailRequest(
                UUID.fromString(required(item, DueQueue.KEY).s()),
                purpose(item),
                new Email(required(item, "email").s()),
                Instant.ofEpochMilli(number(item, "requested_at")),
                Math.toIntExact(number(item, "attempts")));
    }
}
