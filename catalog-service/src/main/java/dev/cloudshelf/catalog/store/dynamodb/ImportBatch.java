package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportOutcome;
import dev.cloudshelf.catalog.store.dynamodb.BookNames.BookLocation;
import dev.cloudshelf.catalog.store.dynamodb.ImportIndex.Known;
import dev.cloudshelf.kernel.Ids;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Imports one batch: reads the existing books, compares, and writes only differences. A row whose
 * book was changed concurrently is read and compared again, so that each outcome is the effect of
 * this batch.
 */
record ImportBatch(BookReader reader, TransactionBatcher batcher, Retries retries, Ids ids) {

    /** The state of one batch; {@code outcomes} are filled in by row as they are known. */
    private record Run(
            List<BookDraft> rows,
            ImportDefaults defaults,
            Edit edit,
            Map<Integer, ImportOutcome> outcomes) {}

    /**
     * A row to be written, with its writes.
     *
     * @param before null for a new book
     */
    record Planned(int row, @Nullable BookItem before, BookItem after, BookWrite write) {

        ImportOutcome outcome() {
            return before == null ? new ImportOutcome.Created() : new ImportOutcome.Updated();
        }
    }

    Uni<List<ImportOutcome>> save(List<BookDraft> rows, ImportDefaults defaults, Edit edit) {
        Run run = new Run(rows, defaults, edit, new HashMap<>());
        List<Integer> all = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            all.add(row);
        }
        return save(run, all, 0)
                .map(done ->
                        all.stream()
                                .map(row ->
                                        Objects.requireNonNull(run.outcomes().get(row), "outcome"))
                                .toList());
    }

    private Uni<Void> save(Run run, List<Integer> rows, int attempt) {
        Set<String> names = new HashSet<>();
        rows.forEach(row -> names.addAll(namesOf(run.rows().get(row))));
        return reader.names()
                .locate(names)
                .chain(located ->
                        reader.at(located.values()).map(books -> plan(run, rows, located, books)))
                .chain(plan -> batcher.write(plan, run.edit()))
                .chain(rejected -> {
                    Set<Integer> rowsToRetry = new HashSet<>();
                    rejected.forEach(planned -> rowsToRetry.add(planned.row()));
                    return rowsToRetry.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : retries.retry(
                                    attempt,
                                    next ->
                                            save(
                                                    run,
                                                    rowsToRetry.stream().sorted().toList(),
                                                    next));
                });
    }

    private static List<String> namesOf(BookDraft row) {
        List<String> names = new ArrayList<>(2);
        if (row.importKey() != null) {
            names.add(BookNames.ofImportKey(row.importKey()));
        }
        if (row.isbn() != null) {
            names.add(BookNames.ofIsbn(row.isbn()));
        }
        if (names.isEmpty()) {
            names.add(BookNames.ofTitle(row.title(), row.author()));
        }
        return names;
    }

    private List<Planned> plan(
            Run run,
            List<Integer> rows,
            Map<String, BookLocation> located,
            Map<BookLocation, BookItem> books) {
        ImportIndex index = new ImportIndex(books.values());
        List<Planned> plan = new ArrayList<>();
        for (int row : rows) {
            BookDraft draft = run.rows().get(row);
            Known same = index.find(draft);
            Known isbnOwner = index.ofIsbn(draft.isbn());
            if (isbnOwner != null && !isbnOwner.equals(same)) {
                run.outcomes()
                        .put(
                                row,
                                new ImportOutcome.Rejected(
                                        "isbn "
                                                + draft.isbn()
                                                + " belongs to another book already"));
            } else if (same == null) {
                create(run, row, located, index, plan);
            } else if (same.item() == null) {
                run.outcomes()
                        .put(row, new ImportOutcome.Rejected("the same book as an earlier row"));
            } else {
                update(run, row, same.item(), index, plan);
            }
        }
        plan.forEach(planned -> run.outcomes().put(planned.row(), planned.outcome()));
        return plan;
    }

    private void create(
            Run run,
            int row,
            Map<String, BookLocation> located,
            ImportIndex index,
            List<Planned> plan) {
        BookDraft draft = BookFactory.with(run.defaults(), run.rows().get(row));
        if (draft.price() == null || draft.category() == null) {
            String field = draft.price() == null ? "price" : "category";
            run.outcomes()
                    .put(
                            row,
                            new ImportOutcome.Rejected(
                                    "%s is missing, and no default_%s was given"
                                            .formatted(field, field)));
            return;
        }
        BookItem item =
                new BookItem(
                        BookFactory.created(ids.next(), draft, run.edit().at()),
                        draft.importKey(),
                        0);
        BookLocation hint = located.get(BookNames.ofTitle(draft.title(), draft.author()));
        plan.add(
                new Planned(
                        row, null, item, BookWrite.create(item, hint == null ? null : hint.id())));
        index.claim(item);
    }

    private static void update(
            Run run, int row, BookItem before, ImportIndex index, List<Planned> plan) {
        BookDraft draft =
                BookFactory.filledUp(before.book(), before.importKey(), run.rows().get(row));
        Book after = BookFactory.replaced(before.book(), draft, run.edit().at());
        if (BookFactory.areSame(before.book(), after)
                && Objects.equals(before.importKey(), draft.importKey())) {
            run.outcomes().put(row, new ImportOutcome.Unchanged());
            return;
        }
        BookItem item = new BookItem(after, draft.importKey(), before.reserved());
        plan.add(new Planned(row, before, item, BookWrite.change(before, item)));
        index.claim(item);
    }
}
