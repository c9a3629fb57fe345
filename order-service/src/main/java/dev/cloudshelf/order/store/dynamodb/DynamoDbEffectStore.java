package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.Backlog;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The outbox in DynamoDB. Whoever takes an effect moves its due time into the future, on condition
 * that it is still what DueIndex said: that is the lease, and an effect whose taker died is due
 * again when it ends.
 */
public final class DynamoDbEffectStore implements EffectStore {

    private final Tables tables;

    public DynamoDbEffectStore(DynamoDbAsyncClient client) {
        this.tables = OrderItem.tables(client);
    }

    @Override
    public Uni<List<Effect>> claimDue(
            Instant now, Instant dueAgainAt, Set<EffectKind> kinds, int limit) {
        return Together.all(kinds.stream().map(kind -> due(kind, now, limit)).toList())
                .chain(due ->
                        Together.present(
                                due.stream()
                                        .flatMap(List::stream)
                                        .sorted(
                                                Comparator.comparingLong(
                                                        item -> number(item, EffectItem.DUE)))
                                        .limit(limit)
                                        .map(item -> claim(item, dueAgainAt))
                                        .toList()))
                .chain(this::withTheirOrders);
    }

    private Uni<List<Map<String, AttributeValue>>> due(EffectKind kind, Instant now, int limit) {
        QueryRequest due =
                dueIndex()
                        .keyConditionExpression("kind = :kind AND due_at <= :now")
                        .expressionAttributeValues(
                                Map.of(":kind", text(kind.storedName()), ":now", millis(now)))
                        .limit(limit)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(due)).map(page -> page.items());
    }

    private Uni<Optional<Map<String, AttributeValue>>> claim(
            Map<String, AttributeValue> seen, Instant dueAgainAt) {
        return tables.change(
                UpdateItemRequest.builder()
                        .tableName(EffectItem.TABLE)
                        .key(
                                Map.of(
                                        OrderItem.ID, required(seen, OrderItem.ID),
                                        EffectItem.KIND, required(seen, EffectItem.KIND)))
                        .updateExpression("SET due_at = :again, attempts = attempts + :one")
                        .conditionExpression("due_at = :seen")
                        .expressionAttributeValues(
                                Map.of(
                                        ":again", millis(dueAgainAt),
                                        ":one", number(1),
                                        ":seen", required(seen, EffectItem.DUE)))
                        .returnValues(ReturnValue.ALL_NEW)
                        .build());
    }

    private Uni<List<Effect>> withTheirOrders(List<Map<String, AttributeValue>> claimed) {
        List<Map<String, AttributeValue>> keys =
                claimed.stream().map(DynamoDbEffectStore::orderKey).distinct().toList();
        return tables.getAll(OrderItem.TABLE, keys)
                .map(found -> {
                    Map<UUID, Order> orders =
                            found.stream()
                                    .map(OrderItem::order)
                                    .collect(Collectors.toMap(Order::id, Function.identity()));
                    return claimed.stream()
                            .map(item -> effect(item, orders))
                            .flatMap(Optional::stream)
                            .toList();
                });
    }

    private static Map<String, AttributeValue> orderKey(Map<String, AttributeValue> effect) {
        return Map.of(
                OrderItem.USER, required(effect, OrderItem.USER),
                OrderItem.ID, required(effect, OrderItem.ID));
    }

    /** One without its order keeps no other up; its attempts show that it is stuck. */
    private static Optional<Effect> effect(
            Map<String, AttributeValue> item, Map<UUID, Order> orders) {
        return Optional.ofNullable(orders.get(UUID.fromString(text(item, OrderItem.ID))))
                .map(order ->
                        new Effect(
                                EffectKind.of(text(item, EffectItem.KIND)),
                                order,
                                Math.toIntExact(number(item, EffectItem.ATTEMPTS))));
    }

    @Override
    public Uni<Void> done(List<Effect> effects, Instant at) {
        return Together.all(effects.stream().map(this::delete).toList()).replaceWithVoid();
    }

    private Uni<DeleteItemResponse> delete(Effect effect) {
        return tables.call(dynamoDb ->
                dynamoDb.deleteItem(
                        request -> request.tableName(EffectItem.TABLE).key(key(effect))));
    }

    @Override
    public Uni<Void> postpone(Effect effect, Instant dueAt, String error) {
        return tables.change(
                        UpdateItemRequest.builder()
                                .tableName(EffectItem.TABLE)
                                .key(key(effect))
                                .updateExpression("SET due_at = :due, last_error = :error")
                                .conditionExpression("attribute_exists(order_id)")
                                .expressionAttributeValues(
                                        Map.of(":due", millis(dueAt), ":error", text(error)))
                                .build())
                .replaceWithVoid();
    }

    /** Reads the keys of all that is waiting, which is little unless something is wrong. */
    @Override
    public Uni<Backlog> backlog(int stuckAttempts, Instant pendingSince) {
        List<Uni<List<Map<String, AttributeValue>>>> kinds =
                Arrays.stream(EffectKind.values()).map(this::waiting).toList();
        return Together.all(kinds)
                .chain(waiting ->
                        overdue(pendingSince)
                                .map(overdue ->
                                        new Backlog(
                                                waiting.stream().mapToLong(Collection::size).sum(),
                                                waiting.stream()
                                                        .flatMap(List::stream)
                                                        .filter(item ->
                                                                number(item, EffectItem.ATTEMPTS)
                                                                        >= stuckAttempts)
                                                        .count(),
                                                overdue)));
    }

    private Uni<List<Map<String, AttributeValue>>> waiting(EffectKind kind) {
        return tables.queryAll(
                dueIndex()
                        .keyConditionExpression("kind = :kind")
                        .expressionAttributeValues(Map.of(":kind", text(kind.storedName())))
                        .build());
    }

    private Uni<Long> overdue(Instant pendingSince) {
        return tables.queryAll(
                        QueryRequest.builder()
                                .tableName(OrderItem.TABLE)
                                .indexName(OrderItem.PENDING_INDEX)
                                .keyConditionExpression("pending = :pending")
                                .filterExpression("created_at <= :since")
                                .expressionAttributeValues(
                                        Map.of(
                                                ":pending",
                                                OrderItem.IS_PENDING,
                                                ":since",
                                                time(pendingSince)))
                                .build())
                .map(found -> (long) found.size());
    }

    private static QueryRequest.Builder dueIndex() {
        return QueryRequest.builder().tableName(EffectItem.TABLE).indexName(EffectItem.DUE_INDEX);
    }

    private static Map<String, AttributeValue> key(Effect effect) {
        return EffectItem.key(effect.orderId(), effect.kind());
    }
}
