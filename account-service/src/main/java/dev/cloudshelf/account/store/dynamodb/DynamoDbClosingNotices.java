package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.ClosingNotice;
import dev.cloudshelf.account.domain.ClosingNotice.Receiver;
import dev.cloudshelf.account.domain.ClosingNotices;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Items of {@code cloudshelf-reset-requests} in a queue of their own. Their key is the account's id
 * and the receiver; they have no {@code expires_at}, because a notice is kept until its receiver
 * has confirmed.
 */
public final class DynamoDbClosingNotices implements ClosingNotices {

    private static final String QUEUE = "closing";

    private final DueQueue queue;

    public DynamoDbClosingNotices(DynamoDbAsyncClient client) {
        this.queue = new DueQueue(AccountItem.tables(client));
    }

    /** The writes of an account's notices, for the transaction that closes it. */
    static List<TransactWriteItem> added(
            UUID accountId, Instant closedAt, Iterable<Receiver> receivers) {
        List<TransactWriteItem> writes = new ArrayList<>();
        for (Receiver receiver : receivers) {
            writes.add(
                    Tables.put(
                            Put.builder()
                                    .tableName(DueQueue.TABLE)
                                    .item(
                                            Map.of(
                                                    DueQueue.KEY,
                                                    text(key(accountId, receiver)),
                                                    "user_id",
                                                    text(accountId.toString()),
                                                    "receiver",
                                                    text(stored(receiver)),
                                                    "queue",
                                                    text(QUEUE),
                                                    "closed_at",
                                                    millis(closedAt),
                                                    "due_at",
                                                    millis(closedAt),
                                                    "attempts",
                                                    number(0)))
                                    .build()));
        }
        return writes;
    }

    @Override
    public Uni<List<ClosingNotice>> claimDue(Instant now, Instant dueAgainAt, int limit) {
        return queue.claimDue(QUEUE, now, dueAgainAt, limit)
                .map(items -> items.stream().map(DynamoDbClosingNotices::notice).toList());
    }

    @Override
    public Uni<Void> done(ClosingNotice notice) {
        return queue.done(key(notice.accountId(), notice.receiver()));
    }

    @Override
    public Uni<Void> postpone(ClosingNotice notice, Instant dueAt) {
        return queue.postpone(key(notice.accountId(), notice.receiver()), dueAt);
    }

    private static String key(UUID accountId, Receiver receiver) {
        return "closing-%s-%s".formatted(accountId, stored(receiver));
    }

    private static String stored(Receiver receiver) {
        return receiver.name().toLowerCase(Locale.ROOT);
    }

    private static ClosingNotice notice(Map<String, AttributeValue> item) {
        return new ClosingNotice(
                UUID.fromString(required(item, "user_id").s()),
                Receiver.valueOf(required(item, "receiver").s().toUpperCase(Locale.ROOT)),
                millis(item, "closed_at"),
                Math.toIntExact(number(item, "attempts")));
    }
}
