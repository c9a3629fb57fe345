package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Moves copies of one book from one cart to another in one transaction, so that each copy is in
 * exactly one of them at any time. Both writes are on condition that the lines are as they were
 * read; after a concurrent change the next attempt reads them again.
 */
final class LineTransfer {

    private static final String ABSENT = "attribute_not_exists(quantity)";
    private static final String AS_READ = "quantity = :had";

    private final Tables tables;
    private final Transactions transactions;
    private final String table;

    LineTransfer(Tables tables, String table) {
        this.tables = tables;
        this.transactions = new Transactions(tables);
        this.table = table;
    }

    /**
     * @param copiesMax the maximum of copies to move
     */
    record Task(CartOwner from, CartOwner to, UUID bookId, int copiesMax, Instant now) {}

    /**
     * @param madeLine whether the target line was created
     */
    record Moved(UUID bookId, int copies, boolean madeLine) {}

    /**
     * @return empty when there was nothing to move
     */
    Uni<Optional<Moved>> run(Task task) {
        return transactions.retrying(() ->
                Uni.combine()
                        .all()
                        .unis(item(task.from(), task), item(task.to(), task))
                        .asTuple()
                        .chain(lines -> move(task, lines.getItem1(), lines.getItem2())));
    }

    /** Returns the line as it is stored; empty if it has expired. */
    private Uni<Optional<Map<String, AttributeValue>>> item(CartOwner owner, Task task) {
        GetItemRequest request =
                GetItemRequest.builder()
                        .tableName(table)
                        .key(CartItems.key(owner, task.bookId()))
                        .consistentRead(true)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.getItem(request))
                .map(response ->
                        Optional.of(response.item())
                                .filter(item -> CartItems.isLive(item, task.now())));
    }

    private Uni<Optional<Moved>> move(
            Task task,
            Optional<Map<String, AttributeValue>> source,
            Optional<Map<String, AttributeValue>> target) {
        if (source.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        int had = CartItems.quantity(source.get());
        int copies = Math.min(had, task.copiesMax());
        TransactWriteItem less =
                copies == had ? deletion(task, had) : change(task, task.from(), had, had - copies);
        TransactWriteItem more =
                target.map(CartItems::quantity)
                        .map(there ->
                                change(
                                        task,
                                        task.to(),
                                        there,
                                        Math.min(there + copies, CartLine.QUANTITY_MAX)))
                        .orElseGet(() -> newLine(task, source.get(), copies));
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder().transactItems(less, more).build();
        return tables.call(dynamoDb -> dynamoDb.transactWriteItems(request))
                .replaceWith(Optional.of(new Moved(task.bookId(), copies, target.isEmpty())));
    }

    private TransactWriteItem deletion(Task task, int had) {
        return TransactWriteItem.builder()
                .delete(delete ->
                        delete.tableName(table)
                                .key(CartItems.key(task.from(), task.bookId()))
                                .conditionExpression(AS_READ)
                                .expressionAttributeValues(Map.of(":had", Attributes.number(had))))
                .build();
    }

    private TransactWriteItem change(Task task, CartOwner owner, int had, int quantity) {
        return TransactWriteItem.builder()
                .update(update ->
                        update.tableName(table)
                                .key(CartItems.key(owner, task.bookId()))
                                .updateExpression("SET quantity = :quantity, updated_at = :now")
                                .conditionExpression(AS_READ)
                                .expressionAttributeValues(
                                        Map.of(
                                                ":had", Attributes.number(had),
                                                ":quantity", Attributes.number(quantity),
                                                ":now", Attributes.time(task.now()))))
                .build();
    }

    /** Creates the target line with all book data of the source; replaces an expired line. */
    private TransactWriteItem newLine(Task task, Map<String, AttributeValue> source, int copies) {
        Map<String, AttributeValue> item = new HashMap<>(source);
        item.putAll(CartItems.key(task.to(), task.bookId()));
        item.put(CartItems.QUANTITY, Attributes.number(copies));
        item.put(CartItems.UPDATED_AT, Attributes.time(task.now()));
        AddMarks.removeFrom(item);
        item.remove(Attributes.EXPIRES_AT);
        if (task.to() instanceof CartOwner.Guest) {
            item.put(Attributes.EXPIRES_AT, Attributes.seconds(CartOwner.Guest.expiry(task.now())));
        }
        return TransactWriteItem.builder()
                .put(put ->
                        put.tableName(table)
                                .item(item)
                                .conditionExpression(ABSENT + " OR expires_at <= :now_seconds")
                                .expressionAttributeValues(
                                        Map.of(":now_seconds", Attributes.seconds(task.now()))))
                .build();
    }
}
