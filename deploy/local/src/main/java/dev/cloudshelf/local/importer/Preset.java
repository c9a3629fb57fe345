package dev.cloudshelf.local.importer;

import java.util.Map;
import java.util.function.Function;

/**
 * A file that people are likely to have, and how it is to be read.
 *
 * @param readers by field of a book
 * @param key the column that tells its rows apart
 * @param filter column and value of the rows that are books; empty when all are
 * @param defaults for new books
 */
record Preset(
        Map<String, Function<SourceRow, String>> readers,
        String key,
        Map<String, String> filter,
        Map<String, String> defaults) {

    private static final Map<String, String> DEFAULTS =
            Map.of("price", "9.99", "stock_quantity", "10", "category", "General");

    static final Map<String, Preset> ALL =
            Map.of(
                    "goodbooks",
                    new Preset(
                            Map.of(
                                    "title",
                                    row -> row.get("title"),
                                    "author",
                                    row -> row.get("authors"),
                                    "isbn",
                                    Goodbooks::isbn,
                                    "language",
                                    Goodbooks::language,
                                    "published_year",
                                    Goodbooks::year,
                                    "average_rating",
                                    row -> row.get("average_rating"),
                                    "ratings_count",
                                    row -> row.get("ratings_count"),
                                    "image_url",
                                    Goodbooks::imageUrl),
                            "book_id",
                            Map.of(),
                            DEFAULTS),
                    "gutenberg",
                    new Preset(
                            Map.of(
                                    "title", Gutenberg::title,
                                    "author", Gutenberg::authors,
                                    "language", Gutenberg::language,
                                    "category", Gutenberg::category),
                            "Text#",
                            Map.of("Type", "Text"),
                            DEFAULTS));
}
