package dev.cloudshelf.kernel.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Tables.joined;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items of a table, batch by batch; what a batch leaves out comes first in the next. */
record BatchRead(Tables tables, String table) {

    /** Of BatchGetItem (AWS). */
    private static final int BATCH_MAX = 100;

    Uni<List<Map<String, AttributeValue>>> all(List<Map<String, AttributeValue>> keys) {
        return rest(keys, List.of(), 0);
    }

    /**
     * @param found so far
     * @param failures how many batches in a row were not answered whole
     */
    private Uni<List<Map<String, AttributeValue>>> rest(
            List<Map<String, AttributeValue>> keys,
            List<Map<String, AttributeValue>> found,
            int failures) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        if (failures > Tables.RETRIES_MAX) {
            return Uni.createFrom()
                    .failure(tables.unavailable(new IllegalStateException("left unprocessed")));
        }
        List<Map<String, AttributeValue>> batch = keys.subList(0, Math.min(BATCH_MAX, keys.size()));
        List<Map<String, AttributeValue>> later = keys.subList(batch.size(), keys.size());
        KeysAndAttributes wanted =
                KeysAndAttributes.builder().keys(batch).consistentRead(true).build();
        return tables.call(dynamoDb ->
                        dynamoDb.batchGetItem(
                                request -> request.requestItems(Map.of(table, wanted))))
                .chain(answer -> {
                    List<Map<String, AttributeValue>> more =
                            joined(found, answer.responses().getOrDefault(table, List.of()));
                    KeysAndAttributes left = answer.unprocessedKeys().get(table);
                    return left == null
                            ? rest(later, more, 0)
                            : Tables.pause(failures)
                                    .chain(() ->
                                            rest(joined(left.keys(), later), more, failures + 1));
                });
    }
}
