package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.ClosedAccounts;
import dev.cloudshelf.order.domain.ShippingAddress;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Closed accounts in DynamoDB, as work that is due at a time like the effects of orders, and in
 * their table: {@code order_id} has the account's id and {@code kind} is {@code closed-account}, so
 * that DueIndex finds them.
 */
public final class DynamoDbClosedAccounts implements ClosedAccounts {

    private static final AttributeValue KIND = text("closed-account");
    private static final String CLOSED = "closed_at";

    private final Tables tables;

    public DynamoDbClosedAccounts(DynamoDbAsyncClient client) {
        this.tables = OrderItem.tables(client);
    }

    @Override
    public Uni<Void> remember(UUID userId, Instant closedAt, Instant now) {
        return tables.change(
                        UpdateItemRequest.builder()
                                .tableName(EffectItem.TABLE)
                                .key(key(userId))
                                .updateExpression(
                                        """
                                        SET closed_at = if_not_exists(closed_at, :closed),
                                            due_at = if_not_exists(due_at, :now),
                                            attempts = if_not_exists(attempts, :none)
                                        """)
                                .expressionAttributeValues(
                                        Map.of(
                                                ":closed", time(closedAt),
                                                ":now", millis(now),
                                                ":none", number(0)))
                                .build())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Closed>> claimDue(Instant now, Instant dueAgainAt, int limit) {
        QueryRequest due =
                QueryRequest.builder()
                        .tableName(EffectItem.TABLE)
                        .indexName(EffectItem.DUE_INDEX)
                        .keyConditionExpression("kind = :kind AND due_at <= :now")
                        .expressionAttributeValues(Map.of(":kind", KIND, ":now", millis(now)))
                        .limit(limit)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(due))
                .chain(page ->
                        Together.present(
                                page.items().stream()
                                        .map(seen -> claim(seen, dueAgainAt))
                                        .toList()));
    }

    private Uni<Optional<Closed>> claim(Map<String, AttributeValue> seen, Instant dueAgainAt) {
        return tables.change(
                        UpdateItemRequest.builder()
                                .tableName(EffectItem.TABLE)
                                .key(
                                        Map.of(
                                                OrderItem.ID,
                                                required(seen, OrderItem.ID),
                                                EffectItem.KIND,
                                                KIND))
                                .updateExpression("SET due_at = :again")
                                .conditionExpression("due_at = :seen")
                                .expressionAttributeValues(
                                        Map.of(
                                                ":again", millis(dueAgainAt),
                                                ":seen", required(seen, EffectItem.DUE)))
                                .returnValues(ReturnValue.ALL_NEW)
                                .build())
                .map(claimed -> claimed.map(DynamoDbClosedAccounts::closed));
    }

    private static Closed closed(Map<String, AttributeValue> item) {
        return new Closed(UUID.fromString(text(item, OrderItem.ID)), time(item, CLOSED));
    }

    /** Reads the keys of the customer's orders of that time, which are few. */
    @Override
    public Uni<Integer> removeAddresses(UUID userId, Instant before, int limit) {
        QueryRequest withAddress =
                QueryRequest.builder()
                        .tableName(OrderItem.TABLE)
                        .keyConditionExpression("user_id = :user AND order_id < :before")
                        .filterExpression("shipping_address.street <> :removed")
                        .projectionExpression("user_id, order_id")
                        .expressionAttributeValues(
                                Map.of(
                                        ":user", text(userId),
                                        ":before", text(OrderItem.firstIdOf(before)),
                                        ":removed", text(ShippingAddress.REMOVED)))
                        .consistentRead(true)
                        .build();
        return tables.queryAll(withAddress)
                .chain(found ->
                        Together.all(found.stream().limit(limit).map(this::removeAddress).toList()))
                .map(List::size);
    }

    private Uni<Boolean> removeAddress(Map<String, AttributeValue> key) {
        return tables.change(
                        UpdateItemRequest.builder()
                                .tableName(OrderItem.TABLE)
                                .key(key)
                                .updateExpression(
                                        """
                                        SET shipping_address.street = :removed,
                                            shipping_address.city = :removed,
                                            shipping_address.postal_code = :removed
                                        """)
                                .conditionExpression("attribute_exists(order_id)")
                                .expressionAttributeValues(
                                        Map.of(":removed", text(ShippingAddress.REMOVED)))
                                .build())
                .map(Optional::isPresent);
    }

    @Override
    public Uni<Void> forget(UUID userId) {
        return tables.call(dynamoDb ->
                        dynamoDb.deleteItem(
                                request -> request.tableName(EffectItem.TABLE).key(key(userId))))
                .replaceWithVoid();
    }

    private static Map<String, AttributeValue> key(UUID userId) {
        return Map.of(OrderItem.ID, text(userId), EffectItem.KIND, KIND);
    }
}
