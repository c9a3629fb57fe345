package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Cursor;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a list of books: text, filters, order and position.
 *
 * @param text full text in web search syntax: quotes, minus, or
 * @param after the last position of the page before; null on the first page
 * @param limit 1 to {@link dev.cloudshelf.kernel.Page#LIMIT_MAX}
 */
public record BookQuery(
        @Nullable String text,
        @Nullable String category,
        @Nullable String author,
        @Nullable String language,
        @Nullable BigDecimal minPrice,
        @Nullable BigDecimal maxPrice,
        boolean inStock,
        Sort sort,
        @Nullable Position after,
        int limit) {

    public static final int TEXT_MAX = 200;

    /** The sort orders of a list of books. */
    public enum Sort {
        RELEVANCE("relevance"),
        TITLE("title"),
        PRICE("price"),
        PRICE_DOWN("-price"),
        NEWEST("newest"),
        BESTSELLING("bestselling"),
        RATING("rating");

        private final String wireName;

        Sort(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        public static Optional<Sort> of(String wireName) {
            return Arrays.stream(values()).filter(s -> s.wireName.equals(wireName)).findFirst();
        }

        public static String wireNames() {
            return String.join(", ", Arrays.stream(values()).map(Sort::wireName).toList());
        }
    }

    /**
     * A position in a sorted list.
     *
     * @param key the sort key as text
     * @param id the book's id, which breaks ties
     */
    public record Position(String key, String id) {}

    public BookQuery {
        text = clean(text);
        category = clean(category);
        author = clean(author);
        language = language == null ? null : language.toLowerCase(Locale.ROOT);
        if (text == null && sort == Sort.RELEVANCE) {
            // Relevance needs a text.
            sort = Sort.TITLE;
        }
    }

    /**
     * Strips the text and drops NUL characters, which PostgreSQL cannot store; null if nothing is
     * left.
     */
    private static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String stripped = text.replace('\u0000', ' ').strip();
        return stripped.isEmpty() ? null : stripped;
    }

    public Cursor cursorAt(Position position) {
        return Cursor.of(sort.wireName, fingerprint(), position.key(), position.id());
    }

    /**
     * @return empty when the cursor belongs to another list
     */
    public Optional<BookQuery> after(Cursor cursor) {
        if (cursor.parts().size() != 4
                || !cursor.parts().get(0).equals(sort.wireName)
                || !cursor.parts().get(1).equals(fingerprint())) {
            return Optional.empty();
        }
        Position position = new Position(cursor.parts().get(2), cursor.parts().get(3));
        return Optional.of(startingAfter(position));
    }

    /** Returns whether there is any filter besides the text. */
    public boolean isFiltered() {
        return category != null
                || author != null
                || language != null
                || minPrice != null
                || maxPrice != null
                || inStock;
    }

    /** Returns the same query for the page after the position. */
    public BookQuery startingAfter(Position position) {
        return new BookQuery(
                text, category, author, language, minPrice, maxPrice, inStock, sort, position,
                limit);
    }

    /** Returns the same query in another order, from the first page on. */
    public BookQuery sortedBy(Sort other) {
        return new BookQuery(
                text, category, author, language, minPrice, maxPrice, inStock, other, null, limit);
    }

    /**
     * Identifies the list by its text and filters. The page size is not part of it, because it may
     * change from page to page.
     */
    private String fingerprint() {
        return Integer.toHexString(
                Arrays.hashCode(
                        new @Nullable Object[] {
                            text, category, author, language, minPrice, maxPrice, inStock
                        }));
    }
}
