package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.list;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.Transition;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The steps of an order's life, each on condition of the status that it starts from, and each
 * appended to the history: no status comes twice, so that is in their order.
 */
final class OrderUpdates {

    private static final String STEP =
            """
            SET #status = :status,
                updated_at = :at,
                history = list_append(history, :changes)\
            """;

    private static final String CLOSED = "REMOVE pending, driven_until";
    private static final String FROM = "#status = :from";

    private OrderUpdates() {}

    static Update confirm(Order confirmed) {
        Map<String, AttributeValue> values =
                values(OrderStatus.PENDING, confirmed.history().getLast());
        Map<String, AttributeValue> totals = new HashMap<>();
        OrderItem.write(totals, confirmed.totals());
        totals.forEach((name, value) -> values.put(":" + name, value));
        values.put(":items", list(confirmed.items(), PricedLines::write));
        return Update.builder()
                .tableName(OrderItem.TABLE)
                .key(OrderItem.key(confirmed))
                .updateExpression(
                        STEP
                                + """
                                ,
                                    #items = :items,
                                    subtotal = :subtotal,
                                    tax = :tax,
                                    shipping = :shipping,
                                    #total = :total\
                                """)
                .conditionExpression(FROM)
                .expressionAttributeNames(
                        Map.of("#status", OrderItem.STATUS, "#items", "items", "#total", "total"))
                .expressionAttributeValues(values)
                .build();
    }

    /** Closes an order that is not pending any more. */
    static Update settle(Order confirmed) {
        return Update.builder()
                .tableName(OrderItem.TABLE)
                .key(OrderItem.key(confirmed))
                .updateExpression(CLOSED)
                .conditionExpression("attribute_exists(driven_until) AND #status <> :pending")
                .expressionAttributeNames(Map.of("#status", OrderItem.STATUS))
                .expressionAttributeValues(
                        Map.of(":pending", OrderItem.status(OrderStatus.PENDING)))
                .build();
    }

    static Update refuse(Order refused) {
        Map<String, AttributeValue> values =
                values(OrderStatus.PENDING, refused.history().getLast());
        values.put(
                ":refusal", RefusalMap.write(Objects.requireNonNull(refused.refusal(), "refusal")));
        return Update.builder()
                .tableName(OrderItem.TABLE)
                .key(OrderItem.key(refused))
                .updateExpression(STEP + ", refusal = :refusal " + CLOSED)
                .conditionExpression(FROM)
                .expressionAttributeNames(Map.of("#status", OrderItem.STATUS))
                .expressionAttributeValues(values)
                .build();
    }

    static Update advance(Order order, Transition transition, Change change) {
        return Update.builder()
                .tableName(OrderItem.TABLE)
                .key(OrderItem.key(order))
                .updateExpression(STEP)
                .conditionExpression(FROM)
                .expressionAttributeNames(Map.of("#status", OrderItem.STATUS))
                .expressionAttributeValues(values(transition.from(), change))
                .build();
    }

    private static Map<String, AttributeValue> values(OrderStatus from, Change change) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":from", OrderItem.status(from));
        values.put(":status", OrderItem.status(change.status()));
        values.put(":at", time(change.at()));
        values.put(":changes", OrderItem.changes(change));
        return values;
    }
}
