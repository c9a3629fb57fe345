package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.Order;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * {@code cloudshelf-open-orders}: the one open order of each customer who has one. An order that an
 * instance of an earlier release began has no item here.
 */
record OpenOrders(Tables tables) {

    private static final String TABLE = "cloudshelf-open-orders";

    /** Positions in the transaction that closes an order. */
    private static final int ORDER = 0;

    /** Part of the transaction that begins an order; its condition fails where one is open. */
    static TransactWriteItem open(Order order) {
        return Tables.put(
                Put.builder()
                        .tableName(TABLE)
                        .item(
                                Map.of(
                                        OrderItem.USER, text(order.userId()),
                                        OrderItem.ID, text(order.id())))
                        .conditionExpression("attribute_not_exists(user_id)")
                        .build());
    }

    /**
     * Changes an order by which it is closed.
     *
     * @return false when the order's own condition does not hold, with nothing changed
     */
    Uni<Boolean> close(Order order, Update update) {
        return tables.transact(List.of(Tables.update(update), Tables.delete(close(order))))
                .chain(rejectedAt -> {
                    if (rejectedAt.isEmpty()) {
                        return Uni.createFrom().item(true);
                    }
                    return rejectedAt.get() == ORDER
                            ? Uni.createFrom().item(false)
                            // It has no item of its own, and another order may have one.
                            : tables.transact(List.of(Tables.update(update)))
                                    .map(Optional::isEmpty);
                });
    }

    private static Delete close(Order order) {
        return close(order.userId(), text(order.id()));
    }

    private static Delete close(UUID userId, AttributeValue orderId) {
        return Delete.builder()
                .tableName(TABLE)
                .key(Map.of(OrderItem.USER, text(userId)))
                .conditionExpression("order_id = :order")
                .expressionAttributeValues(Map.of(":order", orderId))
                .build();
    }

    /**
     * Closes an order that an instance of an earlier release has settled without doing so, as can
     * happen while a new release is put in place.
     *
     * @return whether the customer has no open order any more
     */
    Uni<Boolean> closeLeftOpen(UUID userId) {
        return tables.get(TABLE, Map.of(OrderItem.USER, text(userId)))
                .chain(found ->
                        found.map(item -> closeIfSettled(userId, required(item, OrderItem.ID)))
                                .orElseGet(() -> Uni.createFrom().item(true)));
    }

    private Uni<Boolean> closeIfSettled(UUID userId, AttributeValue orderId) {
        Map<String, AttributeValue> key =
                Map.of(OrderItem.USER, text(userId), OrderItem.ID, orderId);
        return tables.get(OrderItem.TABLE, key)
                .chain(order ->
                        order.filter(found -> found.containsKey(OrderItem.DRIVEN)).isPresent()
                                ? Uni.createFrom().item(false)
                                : tables.transact(List.of(Tables.delete(close(userId, orderId))))
                                        .replaceWith(true));
    }
}
