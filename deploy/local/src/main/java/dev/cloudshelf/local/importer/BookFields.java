package dev.cloudshelf.local.importer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of a row is which field of a book.
 *
 * @param readers by field, in the order of {@link #NAMES}
 * @param key what tells the row from all others of its source, if anything does
 * @param source goes in front of the key, such as {@code goodbooks}
 */
record BookFields(
        Map<String, Function<SourceRow, String>> readers, Optional<String> key, String source) {

    /** What POST /books/import takes, but for the key. */
    static final List<String> NAMES =
            List.of(
                    "title",
                    "author",
                    "isbn",
                    "price",
                    "category",
                    "description",
                    "image_url",
                    "language",
                    "published_year",
                    "average_rating",
                    "ratings_count",
                    "stock_quantity");

    static final String KEY = "import_key";

    BookFields {
        Map<String, Function<SourceRow, String>> inOrder = new LinkedHashMap<>();
        for (String name : NAMES) {
            Function<SourceRow, String> reader = readers.get(name);
            if (reader != null) {
                inOrder.put(name, reader);
            }
        }
        readers = inOrder;
    }

    /** The row as the service takes it: texts, which it reads itself; what is blank is left out. */
    ObjectNode book(SourceRow row) {
        ObjectNode book = JsonNodeFactory.instance.objectNode();
        readers.forEach((name, reader) -> {
            String value = reader.apply(row);
            if (!value.isBlank()) {
                book.put(name, value);
            }
        });
        key.map(row::get)
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> book.put(KEY, source + ":" + value));
        return book;
    }
}
