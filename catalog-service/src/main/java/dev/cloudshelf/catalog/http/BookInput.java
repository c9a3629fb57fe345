package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookRow;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts the books that administrators send into drafts. */
final class BookInput {

    static final String CURRENCY = "currency";

    private static final String SHOP_CURRENCY = "USD";
    private static final Set<String> TEXTS =
            Set.of(
                    "title",
                    "author",
                    "isbn",
                    CURRENCY,
                    "category",
                    "description",
                    "image_url",
                    "language");
    private static final Set<String> DECIMALS = Set.of("price", "average_rating");
    private static final Set<String> INTEGERS =
            Set.of("published_year", "ratings_count", "stock_quantity");

    private BookInput() {}

    /**
     * Validates the fields of a complete book.
     *
     * @param fields as text, by their JSON names
     * @return with price and category
     */
    static BookDraft draft(Map<String, String> fields) {
        Map<String, String> row = new HashMap<>(fields);
        String currency = row.remove(CURRENCY);
        if (currency != null && !currency.equals(SHOP_CURRENCY)) {
            throw Problem.invalid(CURRENCY, "must be " + SHOP_CURRENCY);
        }
        return switch (new BookRow(1, row).parse()) {
            case BookRow.ParseResult.Invalid(String reason) -> throw invalid(reason);
            case BookRow.ParseResult.Parsed(BookDraft draft) -> {
                if (draft.price() == null) {
                    throw Problem.invalid("price", "is missing");
                }
                if (draft.category() == null) {
                    throw Problem.invalid("category", "is missing");
                }
                yield draft;
            }
        };
    }

    /** Turns the reason of an invalid row into a problem; it starts with the field's name. */
    private static Problem invalid(String reason) {
        int end = reason.indexOf(' ');
        return Problem.invalid(reason.substring(0, end), reason.substring(end + 1));
    }

    /**
     * Applies a JSON merge patch (RFC 7396) to a book. The result has a stock only if the patch
     * sets it, because sales go on meanwhile.
     */
    static Map<String, String> patched(Book book, @Nullable JsonNode patch) {
        if (patch == null || !patch.isObject()) {
            throw Problem.of(
                    ProblemType.MALFORMED, "The body is JSON, but not of this request's shape.");
        }
        Map<String, String> fields = fields(book);
        patch.properties()
                .forEach(field -> {
                    if (field.getValue().isNull()) {
                        requireKnown(field.getKey());
                        fields.remove(field.getKey());
                    } else {
                        fields.put(field.getKey(), text(field.getKey(), field.getValue()));
                    }
                });
        return fields;
    }

    /** Returns the value as text, with the same types as {@link BookInputJson}. */
    private static String text(String name, JsonNode value) {
        requireKnown(name);
        boolean fits =
                TEXTS.contains(name)
                        ? value.isTextual()
                        : INTEGERS.contains(name) ? value.isIntegralNumber() : value.isNumber();
        if (!fits) {
            throw Problem.invalid(name, "has a value of the wrong type");
        }
        return value.asText();
    }

    private static void requireKnown(String name) {
        if (!TEXTS.contains(name) && !DECIMALS.contains(name) && !INTEGERS.contains(name)) {
            throw Problem.invalid(name, "is not a field of this request");
        }
    }

    private static Map<String, String> fields(Book book) {
        Map<String, String> fields = new HashMap<>();
        fields.putAll(
                new BookInputJson(
                                book.title(),
                                book.author(),
                                book.isbn() == null ? null : book.isbn().digits(),
                                book.price().amount(),
                                null,
                                book.category(),
                                book.description(),
                                book.imageUrl(),
                                book.language(),
                                book.publishedYear(),
                                book.averageRating(),
                                book.ratingsCount(),
                                null)
                        .fields());
        return fields;
    }
}
