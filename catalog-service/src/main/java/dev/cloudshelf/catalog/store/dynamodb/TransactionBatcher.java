package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.store.dynamodb.ImportBatch.Planned;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes books in batches, as many as fit into a transaction, one transaction after the other:
 * concurrent ones would conflict in the counts of the same few categories. Each transaction also
 * writes its audit log entries.
 */
record TransactionBatcher(Tables tables) {

    /** The maximum of items in a transaction (AWS), less the audit log entry of created books. */
    private static final int ITEMS_MAX = 100 - 1;

    /**
     * @return the rejected books, of which nothing is written
     */
    Uni<List<Planned>> write(List<Planned> plan, Edit edit) {
        return Multi.createFrom()
                .iterable(batches(plan))
                .onItem()
                .transformToUniAndConcatenate(batch -> writeBatch(batch, edit))
                .onItem()
                .<Planned>disjoint()
                .collect()
                .asList();
    }

    /**
     * Writes one batch. A single rejected book makes the whole transaction fail; then each book is
     * written on its own.
     */
    private Uni<List<Planned>> writeBatch(List<Planned> batch, Edit edit) {
        return tables.transact(allWrites(batch, edit))
                .chain(failedAt -> {
                    if (failedAt.isEmpty()) {
                        return Uni.createFrom().item(List.of());
                    }
                    return batch.size() == 1
                            ? Uni.createFrom().item(batch)
                            : Multi.createFrom()
                                    .iterable(batch)
                                    .onItem()
                                    .transformToUniAndConcatenate(
                                            planned -> writeBatch(List.of(planned), edit))
                                    .onItem()
                                    .<Planned>disjoint()
                                    .collect()
                                    .asList();
                });
    }

    private static List<List<Planned>> batches(List<Planned> plan) {
        List<List<Planned>> batches = new ArrayList<>();
        List<Planned> batch = new ArrayList<>();
        int items = 0;
        for (Planned planned : plan) {
            // An upper bound, because counts of one category become one write.
            int more =
                    planned.write().writes().size()
                            + planned.write().counts().size()
                            + (planned.before() == null ? 0 : 1);
            if (items + more > ITEMS_MAX) {
                batches.add(batch);
                batch = new ArrayList<>();
                items = 0;
            }
            batch.add(planned);
            items += more;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static List<TransactWriteItem> allWrites(List<Planned> batch, Edit edit) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Planned planned : batch) {
            writes.addAll(planned.write().writes());
            planned.write()
                    .counts()
                    .forEach((category, more) -> counts.merge(category, more, Integer::sum));
        }
        counts.values().removeIf(more -> more == 0);
        writes.addAll(auditEntries(batch, edit));
        return new BookWrite(writes, -1, counts).allWrites();
    }

    private static List<TransactWriteItem> auditEntries(List<Planned> batch, Edit edit) {
        List<TransactWriteItem> auditEntries = new ArrayList<>();
        List<UUID> created = new ArrayList<>();
        for (Planned planned : batch) {
            if (planned.before() == null) {
                created.add(planned.after().book().id());
            } else {
                auditEntries.add(BookAuditLog.change(planned.before(), planned.after(), edit));
            }
        }
        if (!created.isEmpty()) {
            auditEntries.add(BookAuditLog.imported(created, edit));
        }
        return auditEntries;
    }
}
