package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.Order;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * An effect as an item of {@code cloudshelf-order-effects}, key {@code order_id}, {@code kind}. One
 * that is done is deleted, so what is there is what is left to do, and DueIndex ({@code kind},
 * {@code due_at}) has it by when it is due.
 */
final class EffectItem {

    static final String TABLE = "cloudshelf-order-effects";
    static final String DUE_INDEX = "DueIndex";
    static final String KIND = "kind";
    static final String DUE = "due_at";
    static final String ATTEMPTS = "attempts";

    private EffectItem() {}

    static Map<String, AttributeValue> key(UUID orderId, EffectKind kind) {
        return Map.of(OrderItem.ID, text(orderId), KIND, text(kind.storedName()));
    }

    /** Parts of the transaction that causes the effects. */
    static List<TransactWriteItem> added(Order order, Collection<EffectKind> kinds, Instant dueAt) {
        return kinds.stream()
                .map(kind ->
                        Tables.put(
                                Put.builder()
                                        .tableName(TABLE)
                                        .item(
                                                Map.of(
                                                        OrderItem.ID,
                                                        text(order.id()),
                                                        KIND,
                                                        text(kind.storedName()),
                                                        OrderItem.USER,
                                                        text(order.userId()),
                                                        DUE,
                                                        millis(dueAt),
                                                        ATTEMPTS,
                                                        number(1)))
                                        .build()))
                .toList();
    }
}
