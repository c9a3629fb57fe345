package dev.cloudshelf.local.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.local.importer.RowSource.BrokenFile;
import dev.cloudshelf.local.importer.RowSource.Item;
import java.util.Optional;

/**
 * One file on its way into the catalogue, a batch at a time: only one is in memory, and one that is
 * counted is safe.
 */
final class ImportRun {

    private final RowSource rows;
    private final ImportPlan plan;
    private final CatalogueClient catalogue;
    private final ImportReport report;
    private final Progress progress;
    private Batch batch = new Batch();

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
        try {
            Optional<Item> item = rows.next();
            while (item.isPresent()) {
                take(item.get());
                if (batch.isFull()) {
                    send();
                }
                item = rows.next();
            }
            send();
            return Optional.empty();
        } catch (BrokenFile e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (CatalogueClient.NotTaken e) {
            return Optional.of(
                    "Stopped at line %d: %s. What is counted above stays; run the same command again for the rest."
                            .formatted(batch.first().line(), e.getMessage()));
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

    private void send() throws CatalogueClient.NotTaken, InterruptedException {
        if (!batch.isEmpty()) {
            JsonNode answer = catalogue.importBooks(batch.ndjson(), plan.defaults());
            report.add(batch, answer);
            batch = new Batch();
        }
        progress.show(rows.bytesRead(), report.rows());
    }
}
