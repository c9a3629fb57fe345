package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.ImportBooks;
import dev.cloudshelf.catalog.domain.BookRow;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportItem;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Isbn13;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An import of two batches, which are written at once. */
class PostgresLongImportTest {

    private static final int BATCH_ROWS = 500;
    private static final Isbn13 ISBN = Isbn13.parse("9780441172719").orElseThrow();

    /** Long enough for the second batch to overtake the first, if it did not wait. */
    private static final int HELD_UP_MILLIS = 1_000;

    private static final String LIKE_THE_FIRST_ROW =
            """
            INSERT INTO books (id, title, author, price, category, import_key, created_at, updated_at)
            VALUES (gen_random_uuid(), 'Book', 'Somebody', 1, 'Fiction', 's:1', now(), now())
            """;

    @Test
    void laterRowWinsEvenIfTheFirstBatchIsDelayed() throws Exception {
        Pool pool = PostgresFixture.emptyCatalog();
        BookStore books = new PostgresBookStore(pool, new Ids(Clock.systemUTC()));
        SqlConnection other = await(pool.getConnection());
        await(other.query("BEGIN").execute());
        await(other.query(LIKE_THE_FIRST_ROW).execute());
        CompletableFuture<Void> heldUp =
                CompletableFuture.runAsync(
                        () -> await(other.query("ROLLBACK").execute()),
                        CompletableFuture.delayedExecutor(HELD_UP_MILLIS, TimeUnit.MILLISECONDS));

        new ImportBooks(books, Clock.systemUTC())
                .run(twoBatches().iterator(), ImportDefaults.NONE, "admin");

        heldUp.join();
        await(other.close());
        assertThat(await(books.byIsbn(ISBN)).orElseThrow().title()).isEqualTo("Dune (1965)");
    }

    /** The same book in both: by its key in the first, by its ISBN alone in the second. */
    private static List<ImportItem> twoBatches() {
        List<ImportItem> items = new ArrayList<>();
        for (int line = 1; line < 2 * BATCH_ROWS; line++) {
            items.add(row(line, "Book " + line, Map.of("import_key", "s:" + line)));
            if (line == 2) {
                items.add(row(line, "Dune", Map.of("import_key", "d:1", "isbn", ISBN.digits())));
            }
            if (line == BATCH_ROWS + 2) {
                items.add(row(line, "Dune (1965)", Map.of("isbn", ISBN.digits())));
            }
        }
        return items;
    }

    private static ImportItem row(long line, String title, Map<String, String> names) {
        Map<String, String> fields =
                new HashMap<>(
                        Map.of(
                                "title",
                                title,
                                "author",
                                "Somebody",
                                "price",
                                "9.99",
                                "category",
                                "Fiction"));
        fields.putAll(names);
        return new ImportItem.Row(new BookRow(line, fields));
    }
}
