package dev.cloudshelf.catalog.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookRow;
import dev.cloudshelf.catalog.domain.BookRow.ParseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The books of the real data files beside the project, converted as by an import. They are not part
 * of the project; tests that need them are skipped without them.
 */
final class RealBooks {

    private static final Path FOLDER = Path.of("../../shared/data");

    private RealBooks() {}

    static List<BookDraft> all() {
        List<BookDraft> books = new ArrayList<>();
        for (CSVRecord row : rows("goodbooks-10k.csv")) {
            add(
                    books,
                    Map.of(
                            "title", row.get("title"),
                            "author", row.get("authors"),
                            "average_rating", row.get("average_rating"),
                            "ratings_count", row.get("ratings_count"),
                            "import_key", "goodbooks:" + row.get("book_id"),
                            "category", "General"));
        }
        for (CSVRecord row : rows("gutenberg-8k.csv")) {
            if (row.get("Type").equals("Text")) {
                add(
                        books,
                        Map.of(
                                "title", row.get("Title"),
                                "author", names(row.get("Authors")),
                                "language", row.get("Language"),
                                "import_key", "gutenberg:" + row.get("Text#"),
                                "category", category(row.get("Bookshelves"))));
            }
        }
        return books;
    }

    private static void add(List<BookDraft> books, Map<String, String> fields) {
        Map<String, String> row = new HashMap<>(fields);
        row.put("price", "9.99");
        if (new BookRow(1, row).parse() instanceof ParseResult.Parsed(BookDraft draft)) {
            books.add(draft);
        }
    }

    /**
     * Converts names such as "Jefferson, Thomas, 1743-1826; Paine, Tom" to their form on a cover.
     */
    private static String names(String authors) {
        return Arrays.stream(authors.split(";"))
                .map(name ->
                        Arrays.stream(name.split(","))
                                .map(String::strip)
                                .filter(part -> !part.isEmpty() && !part.matches(".*[0-9].*"))
                                .collect(Collectors.toCollection(ArrayList::new)))
                .map(parts -> String.join(" ", parts.reversed()))
                .collect(Collectors.joining(", "));
    }

    private static String category(String bookshelves) {
        int browsing = bookshelves.indexOf("Browsing: ");
        return browsing < 0
                ? "General"
                : bookshelves.substring(browsing + "Browsing: ".length()).replaceFirst(";.*", "");
    }

    private static List<CSVRecord> rows(String file) {
        Path path = FOLDER.resolve(file);
        assumeTrue(Files.exists(path), "skipped: there is no " + path.toAbsolutePath());
        try (CSVParser csv =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(Files.newBufferedReader(path))) {
            return csv.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
