package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.Order;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Finds one order, as it was last written. Whoever does not say whose it is pays for a look into
 * OrderIdIndex, and may miss an order of a few milliseconds ago.
 */
record OrderLookup(Tables tables) {

    Uni<Optional<Order>> find(UUID id, @Nullable UUID owner) {
        return owner == null
                ? ownerOf(id)
                        .chain(found ->
                                found.map(user -> findOf(user, id))
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                : findOf(owner, id);
    }

    private Uni<Optional<Order>> findOf(UUID owner, UUID id) {
        return tables.get(OrderItem.TABLE, OrderItem.key(owner, id))
                .map(found -> found.map(OrderItem::order));
    }

    private Uni<Optional<UUID>> ownerOf(UUID id) {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(OrderItem.TABLE)
                        .indexName(OrderItem.ID_INDEX)
                        .keyConditionExpression("order_id = :id")
                        .expressionAttributeValues(Map.of(":id", text(id)))
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(query))
                .map(page ->
                        page.items().stream()
                                .map(item -> UUID.fromString(text(item, OrderItem.USER)))
                                .findAny());
    }
}
