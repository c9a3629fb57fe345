package dev.cloudshelf.catalog;

import dev.cloudshelf.catalog.domain.BookRow;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportItem;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Fills the empty catalog of dev mode. Exists in dev mode only. */
@ApplicationScoped
@IfBuildProfile("dev")
public class DevSeed {

    private static final Logger LOG = Logger.getLogger(DevSeed.class);
    private static final String BY = "dev-seed";
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final ImportBooks importBooks;
    private final BookStore books;
    private final Path file;

    public DevSeed(
            ImportBooks importBooks,
            BookStore books,
            @ConfigProperty(name = "cloudshelf.dev-seed.file") Path file) {
        this.importBooks = importBooks;
        this.books = books;
        this.file = file;
    }

    void seed(@Observes StartupEvent started) throws IOException {
        boolean empty = books.categories(null, 1).await().atMost(DEADLINE).items().isEmpty();
        if (!empty) {
            return;
        }
        try (CSVParser csv =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(
                                java.nio.file.Files.newBufferedReader(
                                        file, StandardCharsets.UTF_8))) {
            Iterator<ImportItem> items = csv.stream().map(DevSeed::row).iterator();
            LOG.infof(
                    "Seeded %d books from %s",
                    importBooks.run(items, ImportDefaults.NONE, BY).created(), file);
        }
    }

    private static ImportItem row(CSVRecord row) {
        return new ImportItem.Row(new BookRow(row.getRecordNumber(), row.toMap()));
    }
}
