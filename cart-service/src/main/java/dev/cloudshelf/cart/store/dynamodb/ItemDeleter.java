package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Deletes many items in batches. */
final class ItemDeleter {

    /** DynamoDB's limit of writes in a batch. */
    private static final int BATCH_WRITES_MAX = 25;

    private final Tables tables;
    private final String table;

    ItemDeleter(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
    }

    Uni<Void> delete(CartOwner owner, List<CartLine> lines) {
        return delete(lines.stream().map(line -> CartItems.key(owner, line.book().id())).toList());
    }

    /**
     * @param keys without repeats
     */
    Uni<Void> delete(List<Map<String, AttributeValue>> keys) {
        List<List<WriteRequest>> batches =
                keys.stream()
                        .map(ItemDeleter::deletion)
                        .gather(Gatherers.windowFixed(BATCH_WRITES_MAX))
                        .toList();
        return Multi.createFrom()
                .iterable(batches)
                .onItem()
                .transformToUniAndMerge(batch -> write(Map.of(table, batch), 0))
                .onItem()
                .ignoreAsUni();
    }

    /** Writes a batch; a throttled DynamoDB may process only a part and return the rest. */
    private Uni<Void> write(Map<String, List<WriteRequest>> batch, int retries) {
        return tables.call(
                        dynamoDb -> dynamoDb.batchWriteItem(request -> request.requestItems(batch)))
                .chain(response -> {
                    if (response.unprocessedItems().isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    if (retries == Tables.RETRIES_MAX) {
                        return Uni.createFrom()
                                .failure(
                                        tables.unavailable(
                                                new IllegalStateException(
                                                        "Unprocessed deletions are left")));
                    }
                    return Tables.pause(retries)
                            .chain(() -> write(response.unprocessedItems(), retries + 1));
                });
    }

    private static WriteRequest deletion(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(request -> request.key(key)).build();
    }
}
