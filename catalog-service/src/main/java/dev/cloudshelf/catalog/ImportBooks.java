package dev.cloudshelf.catalog;

import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookRow;
import dev.cloudshelf.catalog.domain.BookRow.ParseResult;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportItem;
import dev.cloudshelf.catalog.domain.ImportOutcome;
import dev.cloudshelf.catalog.domain.ImportReport;
import dev.cloudshelf.catalog.domain.ImportReport.Rejected;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Imports books from a file into the catalog, batch by batch. Memory stays bounded however long the
 * file is, and a batch that is counted in the report is committed. Runs on a virtual thread.
 */
@ApplicationScoped
public class ImportBooks {

    private static final int BATCH_ROWS = 500;

    /** The store writes one batch while the next one is read; two writes use two of its cores. */
    private static final int BATCHES_AT_ONCE = 2;

    private static final int RECENT_ROWS_MAX = 100_000;
    private static final Duration BATCH_DEADLINE = Duration.ofSeconds(30);

    private final BookStore books;
    private final Clock clock;

    public ImportBooks(BookStore books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    /**
     * Imports all items. Rejected rows are reported and do not stop the import.
     *
     * @param by the account id of the importer
     */
    public ImportReport run(Iterator<ImportItem> items, ImportDefaults defaults, String by) {
        Run run = new Run(defaults, by);
        while (items.hasNext() && run.complete) {
            run.take(items.next());
        }
        run.finish();
        return run.report();
    }

    private record Pending(long line, BookDraft draft) {}

    /**
     * A batch that is being written.
     *
     * @param identities all identities of its rows
     */
    private record RunningBatch(
            List<Pending> rows,
            Set<String> identities,
            CompletionStage<List<ImportOutcome>> outcomes) {

        /**
         * Returns whether the two batches share a book, so that this one must be committed first.
         */
        boolean overlaps(Set<String> others) {
            return !Collections.disjoint(identities, others);
        }
    }

    private final class Run {
        private final ImportDefaults defaults;
        private final String by;
        private final Deque<RunningBatch> running = new ArrayDeque<>(BATCHES_AT_ONCE);
        private List<Pending> batch = new ArrayList<>(BATCH_ROWS);
        private final Map<String, Long> lineByIdentity = recentRows();
        private final List<Rejected> rejected = new ArrayList<>();
        private long created;
        private long updated;
        private long unchanged;
        private long rejectedCount;
        private boolean complete = true;

        Run(ImportDefaults defaults, String by) {
            this.defaults = defaults;
            this.by = by;
        }

        void take(ImportItem item) {
            switch (item) {
                case ImportItem.Row(BookRow row) -> parse(row);
                case ImportItem.Unreadable(long line, String reason) -> reject(line, reason);
                case ImportItem.Broken(long line, String reason) -> {
                    reject(line, reason);
                    complete = false;
                }
            }
        }

        private void parse(BookRow row) {
            switch (row.parse()) {
                case ParseResult.Invalid(String reason) -> reject(row.line(), reason);
                case ParseResult.Parsed(BookDraft draft) -> {
                    Long earlier = lineByIdentity.putIfAbsent(draft.identity(), row.line());
                    if (earlier != null) {
                        reject(row.line(), "the same book as line " + earlier);
                        return;
                    }
                    batch.add(new Pending(row.line(), draft));
                    if (batch.size() == BATCH_ROWS) {
                        saveBatch();
                    }
                }
            }
        }

        private void saveBatch() {
            Set<String> identities = new HashSet<>();
            batch.forEach(row -> identities.addAll(row.draft().identities()));
            while (running.size() == BATCHES_AT_ONCE
                    || running.stream().anyMatch(earlier -> earlier.overlaps(identities))) {
                await(running.remove());
            }
            List<BookDraft> drafts = batch.stream().map(Pending::draft).toList();
            Edit edit = new Edit(by, clock.instant());
            running.add(
                    new RunningBatch(
                            batch,
                            identities,
                            books.save(drafts, defaults, edit).subscribeAsCompletionStage()));
            batch = new ArrayList<>(BATCH_ROWS);
        }

        private void await(RunningBatch earliest) {
            List<ImportOutcome> outcomes =
                    Uni.createFrom()
                            .completionStage(earliest.outcomes())
                            .await()
                            .atMost(BATCH_DEADLINE);
            for (int i = 0; i < outcomes.size(); i++) {
                count(earliest.rows().get(i).line(), outcomes.get(i));
            }
        }

        void finish() {
            if (!batch.isEmpty()) {
                saveBatch();
            }
            while (!running.isEmpty()) {
                await(running.remove());
            }
        }

        private void count(long line, ImportOutcome outcome) {
            switch (outcome) {
                case ImportOutcome.Created() -> created++;
                case ImportOutcome.Updated() -> updated++;
                case ImportOutcome.Unchanged() -> unchanged++;
                case ImportOutcome.Rejected(String reason) -> reject(line, reason);
            }
        }

        private void reject(long line, String reason) {
            rejectedCount++;
            if (rejected.size() < ImportReport.REJECTED_MAX) {
                rejected.add(new Rejected(line, reason));
            }
        }

        ImportReport report() {
            rejected.sort(Comparator.comparingLong(Rejected::line));
            return new ImportReport(created, updated, unchanged, rejectedCount, rejected, complete);
        }
    }

    /**
     * Returns a map that drops its oldest entries, so that memory stays bounded for files of a
     * million rows.
     */
    private static Map<String, Long> recentRows() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > RECENT_ROWS_MAX;
            }
        };
    }
}
