package dev.cloudshelf.local.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.local.importer.RowSource.BrokenFile;
import dev.cloudshelf.local.importer.RowSource.Item;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way into the catalogue, a batch at a time, and what is counted is safe. While the
 * catalogue takes one batch the next is read, so two are in memory.
 */
final class ImportRun {

    private final RowSource rows;
    private final ImportPlan plan;
    private final CatalogueClient catalogue;
    private final ImportReport report;
    private final Progress progress;
    private Batch batch = new Batch();
    private @Nullable Sent sent;

    /**
     * A batch that the catalogue has not answered for yet.
     *
     * @param bytesRead of the file when it went, as {@code rowsRead}
     */
    private record Sent(Batch batch, long bytesRead, long rowsRead, Future<JsonNode> answer) {}

    ImportRun(
            RowSource rows,
            ImportPlan plan,
            CatalogueClient catalogue,
            ImportReport report,
            Progress progress) {
        this.rows = rows;
        this.plan = plan;
        this.catalogue = catalogue;
        this.report = report;
        this.progress = progress;
    }

    /**
     * @return a sentence when the import had to stop before the end of the file
     */
    Optional<String> toTheEnd() throws InterruptedException {
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            Optional<String> broken = read(sender);
            send(sender);
            settle();
            return broken;
        } catch (CatalogueClient.NotTaken e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * @return a sentence when the file cannot be read to its end; what was read goes in
     */
    private Optional<String> read(ExecutorService sender)
            throws CatalogueClient.NotTaken, InterruptedException {
        try {
            Optional<Item> item = rows.next();
            while (item.isPresent()) {
                take(item.get());
                if (batch.isFull()) {
                    send(sender);
                }
                item = rows.next();
            }
            return Optional.empty();
        } catch (BrokenFile e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void take(Item item) {
        report.readRow();
        switch (item) {
            case Item.Unreadable(long line, String reason) ->
                    report.reject(line, "the row " + reason, "");
            case Item.Row(SourceRow row) -> {
                if (plan.takes(row)) {
                    batch.add(row, plan.fields().book(row));
                } else {
                    report.skip();
                }
            }
        }
    }

    /** Only once the batch before it is in: of two rows of the same book the later one counts. */
    private void send(ExecutorService sender)
            throws CatalogueClient.NotTaken, InterruptedException {
        settle();
        Batch full = batch;
        if (full.isEmpty()) {
            progress.show(rows.bytesRead(), report.rows());
            return;
        }
        Future<JsonNode> answer =
                sender.submit(() -> catalogue.importBooks(full.ndjson(), plan.defaults()));
        sent = new Sent(full, rows.bytesRead(), report.rows(), answer);
        batch = new Batch();
    }

    private void settle() throws CatalogueClient.NotTaken, InterruptedException {
        Sent earlier = sent;
        if (earlier == null) {
            return;
        }
        sent = null;
        report.add(earlier.batch(), answer(earlier));
        progress.show(earlier.bytesRead(), earlier.rowsRead());
    }

    private static JsonNode answer(Sent earlier)
            throws CatalogueClient.NotTaken, InterruptedException {
        try {
            return earlier.answer().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CatalogueClient.NotTaken notTaken) {
                throw new CatalogueClient.NotTaken(
                        "Stopped at line %d: %s. What is counted above stays; run the same command again for the rest."
                                .formatted(earlier.batch().first().line(), notTaken.getMessage()));
            }
            throw new IllegalStateException("Sending a batch failed", e.getCause());
        }
    }
}
