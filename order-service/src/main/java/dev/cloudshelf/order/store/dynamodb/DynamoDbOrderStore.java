package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Attributes;
import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.Attempt;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderQuota;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.OrderStore;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Orders in DynamoDB while they are placed. Beginning one and confirming it are one transaction
 * each, so that an order costs two writing calls; every change has the status that it starts from
 * in its condition.
 *
 * <p>{@code cloudshelf-open-orders}, key {@code user_id}, has the {@code order_id} of a customer's
 * open order: written with the order on condition that there is none, deleted when the order is
 * refused or settled.
 *
 * <p>{@code cloudshelf-order-keys}, key {@code user_id}, {@code idempotency_key}, is what makes a
 * key good for one order: {@code order_id}, {@code fingerprint}, {@code request_id}, written once,
 * with the order.
 */
public final class DynamoDbOrderStore implements OrderStore {

    static final String KEYS = "cloudshelf-order-keys";
    static final String KEY = "idempotency_key";

    /** Positions in the transaction that begins an order. */
    private static final int KEY_USED = 0;

    private static final int CART_HELD = 2;

    private final Tables tables;
    private final OrderDays days;
    private final OpenOrders openOrders;

    public DynamoDbOrderStore(DynamoDbAsyncClient client) {
        this.tables = OrderItem.tables(client);
        this.days = new OrderDays(tables);
        this.openOrders = new OpenOrders(tables);
    }

    @Override
    public Uni<Boolean> begin(
            Order pending, OrderRequest request, Instant drivenUntil, OrderQuota quota) {
        return quota.isUnlimited()
                ? begun(pending, request, drivenUntil)
                : quotaEnd(pending.userId(), quota, pending.createdAt())
                        .chain(end ->
                                end.isPresent()
                                        ? Uni.createFrom().item(false)
                                        : begun(pending, request, drivenUntil));
    }

    /** Reads the latest orders of the customer, as many as the quota allows. */
    @Override
    public Uni<Optional<Instant>> quotaEnd(UUID userId, OrderQuota quota, Instant now) {
        QueryRequest latest =
                QueryRequest.builder()
                        .tableName(OrderItem.TABLE)
                        .keyConditionExpression("user_id = :user AND order_id >= :since")
                        .projectionExpression("order_id")
                        .expressionAttributeValues(
                                Map.of(
                                        ":user", text(userId),
                                        ":since",
                                                text(
                                                        OrderItem.firstIdOf(
                                                                quota.windowBegin(now)
                                                                        .plusMillis(1)))))
                        .scanIndexForward(false)
                        .limit(quota.max())
                        .consistentRead(true)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(latest))
                .map(page ->
                        page.items().size() < quota.max()
                                ? Optional.empty()
                                : Optional.of(
                                        OrderItem.begunAt(page.items().getLast())
                                                .plus(quota.window())));
    }

    private Uni<Boolean> begun(Order pending, OrderRequest request, Instant drivenUntil) {
        Put key =
                Put.builder()
                        .tableName(KEYS)
                        .item(
                                Map.of(
                                        OrderItem.USER,
                                        text(request.userId()),
                                        KEY,
                                        text(request.idempotencyKey()),
                                        OrderItem.ID,
                                        text(pending.id()),
                                        "fingerprint",
                                        text(request.fingerprint()),
                                        "request_id",
                                        text(request.requestId())))
                        .conditionExpression("attribute_not_exists(idempotency_key)")
                        .build();
        Put order =
                Put.builder()
                        .tableName(OrderItem.TABLE)
                        .item(OrderItem.pending(pending, drivenUntil))
                        .conditionExpression("attribute_not_exists(order_id)")
                        .build();
        List<TransactWriteItem> writes =
                List.of(Tables.put(key), Tables.put(order), OpenOrders.open(pending));
        return days.remember(OrderItem.day(pending.createdAt()))
                .chain(() -> tables.transact(writes))
                .chain(rejectedAt ->
                        rejectedAt.filter(position -> position == CART_HELD).isPresent()
                                ? openOrders
                                        .closeLeftOpen(pending.userId())
                                        .chain(closed ->
                                                closed
                                                        ? tables.transact(writes)
                                                        : Uni.createFrom().item(rejectedAt))
                                : Uni.createFrom().item(rejectedAt))
                .map(rejectedAt -> begun(pending, rejectedAt));
    }

    private static boolean begun(Order pending, Optional<Integer> rejectedAt) {
        if (rejectedAt
                .filter(position -> position != KEY_USED && position != CART_HELD)
                .isPresent()) {
            throw new IllegalStateException("There is an order " + pending.id());
        }
        return rejectedAt.isEmpty();
    }

    @Override
    public Uni<Optional<Attempt>> attempt(UUID userId, String idempotencyKey) {
        return tables.get(KEYS, Map.of(OrderItem.USER, text(userId), KEY, text(idempotencyKey)))
                .chain(key ->
                        key.map(found -> attempt(userId, found).map(Optional::of))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Attempt> attempt(UUID userId, Map<String, AttributeValue> key) {
        UUID id = UUID.fromString(text(key, OrderItem.ID));
        return tables.get(OrderItem.TABLE, OrderItem.key(userId, id))
                .map(found ->
                        found.orElseThrow(
                                () -> new IllegalStateException("A key without its order " + id)))
                .map(order ->
                        new Attempt(
                                OrderItem.order(order),
                                text(key, "fingerprint"),
                                text(key, "request_id"),
                                order.containsKey(OrderItem.DRIVEN)
                                        ? Attributes.millis(order, OrderItem.DRIVEN)
                                        : null));
    }

    @Override
    public Uni<Boolean> takeOver(Order order, Instant now, Instant drivenUntil) {
        return tables.change(
                        drive(OrderItem.key(order))
                                .conditionExpression("driven_until <= :now")
                                .expressionAttributeValues(
                                        Map.of(":until", millis(drivenUntil), ":now", millis(now)))
                                .build())
                .map(Optional::isPresent);
    }

    @Override
    public Uni<Void> giveUp(Order order, Instant now) {
        return tables.change(
                        drive(OrderItem.key(order))
                                .conditionExpression("attribute_exists(driven_until)")
                                .expressionAttributeValues(Map.of(":until", millis(now)))
                                .build())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Order>> claimStalled(Instant stalledSince, Instant drivenUntil, int limit) {
        QueryRequest stalled =
                QueryRequest.builder()
                        .tableName(OrderItem.TABLE)
                        .indexName(OrderItem.PENDING_INDEX)
                        .keyConditionExpression("pending = :pending AND driven_until <= :since")
                        .expressionAttributeValues(
                                Map.of(
                                        ":pending",
                                        OrderItem.IS_PENDING,
                                        ":since",
                                        millis(stalledSince)))
                        .limit(limit)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(stalled))
                .chain(page ->
                        Together.present(
                                page.items().stream()
                                        .map(seen -> claim(seen, drivenUntil))
                                        .toList()));
    }

    /** Whoever has moved the end of its time since has it. */
    private Uni<Optional<Order>> claim(Map<String, AttributeValue> seen, Instant drivenUntil) {
        Map<String, AttributeValue> key =
                Map.of(
                        OrderItem.USER, Attributes.required(seen, OrderItem.USER),
                        OrderItem.ID, Attributes.required(seen, OrderItem.ID));
        return tables.change(
                        drive(key)
                                .conditionExpression("driven_until = :seen")
                                .expressionAttributeValues(
                                        Map.of(
                                                ":until", millis(drivenUntil),
                                                ":seen",
                                                        Attributes.required(
                                                                seen, OrderItem.DRIVEN)))
                                .returnValues(ReturnValue.ALL_NEW)
                                .build())
                .map(claimed -> claimed.map(OrderItem::order));
    }

    /** Only an open order has a {@code driven_until}, so a condition on it is one on both. */
    private static UpdateItemRequest.Builder drive(Map<String, AttributeValue> key) {
        return UpdateItemRequest.builder()
                .tableName(OrderItem.TABLE)
                .key(key)
                .updateExpression("SET driven_until = :until");
    }

    @Override
    public Uni<Boolean> confirm(Order confirmed, Set<EffectKind> effects, Instant effectsDueAt) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(Tables.update(OrderUpdates.confirm(confirmed)));
        writes.addAll(EffectItem.added(confirmed, effects, effectsDueAt));
        writes.add(Tables.update(SalesCounters.sold(confirmed)));
        return tables.transact(writes).map(Optional::isEmpty);
    }

    @Override
    public Uni<Void> settle(Order confirmed) {
        return openOrders.close(confirmed, OrderUpdates.settle(confirmed)).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> refuse(Order refused) {
        return openOrders.close(refused, OrderUpdates.refuse(refused));
    }
}
