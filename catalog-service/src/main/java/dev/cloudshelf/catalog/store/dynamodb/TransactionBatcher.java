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
 * Writes books several to a transaction, as many as fit, one transaction after the other: they all
 * count in the same few categories, and would only wait for each other. Each transaction also notes
 * what it changes and creates.
 */
record TransactionBatcher(Tables tables) {

    /** Of a transaction (AWS), without the note of what it creates. */
    private static final int ITEMS_MAX = 100 - 1;

    /**
     * @return those that were refused, of which nothing is written
     */
    Uni<List<Planned>> write(List<Planned> plan, Edit edit) {
        return Multi.createFrom()
                .iterable(packed(plan))
                .onItem()
                .transformToUniAndConcatenate(pack -> writePack(pack, edit))
                .onItem()
                .<Planned>disjoint()
                .collect()
                .asList();
    }

    /**
     * One refused book keeps the others of its pack from being written: then each is on its own.
     */
    private Uni<List<Planned>> writePack(List<Planned> pack, Edit edit) {
        return tables.transact(whole(pack, edit))
                .chain(refusedAt -> {
                    if (refusedAt.isEmpty()) {
                        return Uni.createFrom().item(List.of());
                    }
                    return pack.size() == 1
                            ? Uni.createFrom().item(pack)
                            : Multi.createFrom()
                                    .iterable(pack)
                                    .onItem()
                                    .transformToUniAndConcatenate(
                                            planned -> writePack(List.of(planned), edit))
                                    .onItem()
                                    .<Planned>disjoint()
                                    .collect()
                                    .asList();
                });
    }

    private static List<List<Planned>> packed(List<Planned> plan) {
        List<List<Planned>> packs = new ArrayList<>();
        List<Planned> pack = new ArrayList<>();
        int items = 0;
        for (Planned planned : plan) {
            // Counts of one category become one write: this is as many as there can be.
            int more =
                    planned.write().writes().size()
                            + planned.write().counts().size()
                            + (planned.before() == null ? 0 : 1);
            if (items + more > ITEMS_MAX) {
                packs.add(pack);
                pack = new ArrayList<>();
                items = 0;
            }
            pack.add(planned);
            items += more;
        }
        if (!pack.isEmpty()) {
            packs.add(pack);
        }
        return packs;
    }

    private static List<TransactWriteItem> whole(List<Planned> pack, Edit edit) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Planned planned : pack) {
            writes.addAll(planned.write().writes());
            planned.write()
                    .counts()
                    .forEach((category, more) -> counts.merge(category, more, Integer::sum));
        }
        counts.values().removeIf(more -> more == 0);
        writes.addAll(notes(pack, edit));
        return new BookWrite(writes, -1, counts).whole();
    }

    private static List<TransactWriteItem> notes(List<Planned> pack, Edit edit) {
        List<TransactWriteItem> notes = new ArrayList<>();
        List<UUID> created = new ArrayList<>();
        for (Planned planned : pack) {
            if (planned.before() == null) {
                created.add(planned.after().book().id());
            } else {
                notes.add(BookAuditLog.change(planned.before(), planned.after(), edit));
            }
        }
        if (!created.isEmpty()) {
            notes.add(BookAuditLog.imported(created, edit));
        }
        return notes;
    }
}
