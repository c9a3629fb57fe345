package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.Purchase;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Removes copies from several lines in one transaction. Whether a line is deleted or reduced is
 * decided by what was read, and ensured by a condition, so that concurrent adds are never lost.
 */
final class CopyRemoval {

    private final Tables tables;
    private final Transactions transactions;
    private final String table;
    private final CartQuery carts;

    CopyRemoval(Tables tables, String table, CartQuery carts) {
        this.tables = tables;
        this.transactions = new Transactions(tables);
        this.table = table;
        this.carts = carts;
    }

    /**
     * The copies to remove.
     *
     * @param lines fewer than a transaction's items
     * @param marker written in the same transaction; if its condition fails, the removal has
     *     happened before
     */
    record Task(
            CartOwner owner,
            List<Purchase.Line> lines,
            Optional<TransactWriteItem> marker,
            Instant now) {}

    Uni<Void> run(Task task) {
        return transactions.retrying(() ->
                carts.readRegardless(task.owner(), task.now())
                        .chain(cart -> write(task.marker(), changes(task, cart)))
                        .onFailure(fault -> task.marker().isPresent() && hasHappened(fault))
                        .recoverWithNull());
    }

    /** Returns whether the marker, which is the first item, exists already. */
    private static boolean hasHappened(Throwable fault) {
        return fault instanceof TransactionCanceledException canceled
                && Transactions.CONDITION_FAILED.equals(
                        canceled.cancellationReasons().getFirst().code());
    }

    private Uni<Void> write(Optional<TransactWriteItem> marker, List<TransactWriteItem> changes) {
        List<TransactWriteItem> items = new ArrayList<>();
        marker.ifPresent(items::add);
        items.addAll(changes);
        if (items.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder().transactItems(items).build();
        return tables.call(dynamoDb -> dynamoDb.transactWriteItems(request)).replaceWithVoid();
    }

    private List<TransactWriteItem> changes(Task task, Cart cart) {
        Map<UUID, Integer> bought = new HashMap<>();
        task.lines().forEach(line -> bought.put(line.bookId(), line.quantity()));
        List<TransactWriteItem> changes = new ArrayList<>();
        for (CartLine line : cart.lines()) {
            Integer copies = bought.get(line.book().id());
            if (copies != null) {
                Map<String, AttributeValue> key = CartItems.key(task.owner(), line.book().id());
                changes.add(
                        line.quantity() <= copies
                                ? deletion(key, copies)
                                : decrease(key, copies, task.now()));
            }
        }
        return changes;
    }

    private TransactWriteItem deletion(Map<String, AttributeValue> key, int copies) {
        return TransactWriteItem.builder()
                .delete(delete ->
                        delete.tableName(table)
                                .key(key)
                                .conditionExpression(
                                        """
                                        attribute_not_exists(quantity)
                                        OR quantity <= :copies
                                        """)
                                .expressionAttributeValues(
                                        Map.of(":copies", Attributes.number(copies))))
                .build();
    }

    private TransactWriteItem decrease(Map<String, AttributeValue> key, int copies, Instant now) {
        Map<String, AttributeValue> values =
                Map.of(
                        ":copies", Attributes.number(copies),
                        ":minus_copies", Attributes.number(-copies),
                        ":now", Attributes.time(now));
        return TransactWriteItem.builder()
                .update(update ->
                        update.tableName(table)
                                .key(key)
                                .updateExpression(
                                        """
                                        SET updated_at = :now
                                        ADD quantity :minus_copies
                                        """)
                                .conditionExpression("quantity > :copies")
                                .expressionAttributeValues(values))
                .build();
    }
}
