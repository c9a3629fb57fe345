package dev.cloudshelf.local.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.embedded.PrivateFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** What has become of the rows so far. Rejected rows go to a file at once: there may be many. */
final class ImportReport implements AutoCloseable {

    static final int SHOWN_MAX = 20;

    private final Path rejectedFile;
    private final List<String> shown = new ArrayList<>();
    private @Nullable CSVPrinter rejectedRows;
    private long rows;
    private long created;
    private long updated;
    private long unchanged;
    private long skipped;
    private long rejected;

    /**
     * @param rejectedFile is made when a row is rejected
     */
    ImportReport(Path rejectedFile) {
        this.rejectedFile = rejectedFile;
    }

    void readRow() {
        rows++;
    }

    void skip() {
        skipped++;
    }

    /**
     * @param title as far as it is known
     */
    void reject(long line, String reason, String title) {
        rejected++;
        if (shown.size() < SHOWN_MAX) {
            shown.add("line %d: %s".formatted(line, reason));
        }
        try {
            CSVPrinter out = rejectedRows;
            if (out == null) {
                PrivateFolder.makeAround(rejectedFile);
                BufferedWriter file = Files.newBufferedWriter(rejectedFile);
                out = new CSVPrinter(file, CSVFormat.RFC4180);
                out.printRecord(SpreadsheetCell.REJECTED_ROWS);
                rejectedRows = out;
            }
            out.printRecord(line, SpreadsheetCell.write(reason), SpreadsheetCell.write(title));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + rejectedFile, e);
        }
    }

    /** Counts what the catalogue says of a batch. */
    void add(Batch batch, JsonNode answer) {
        created += answer.path("created").asLong();
        updated += answer.path("updated").asLong();
        unchanged += answer.path("unchanged").asLong();
        for (JsonNode row : answer.path("rejected")) {
            Batch.Entry entry = batch.entry(row.path("line").asInt());
            reject(entry.line(), row.path("reason").asText(), entry.title());
        }
    }

    long rows() {
        return rows;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, "created", created);
        line(text, "updated", updated);
        line(text, "unchanged", unchanged);
        line(text, "skipped", skipped);
        line(text, "rejected", rejected);
        shown.forEach(row -> text.append("    ").append(row).append('\n'));
        if (rejected > shown.size()) {
            text.append("    and %,d more%n".formatted(rejected - shown.size()));
        }
        if (rejected > 0) {
            text.append("  All rejected rows are in ").append(rejectedFile).append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long count) {
        text.append("  %-9s %,9d%n".formatted(name, count));
    }

    @Override
    public void close() throws IOException {
        if (rejectedRows != null) {
            rejectedRows.close();
        }
    }
}
