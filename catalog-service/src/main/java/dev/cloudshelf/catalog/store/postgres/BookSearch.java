package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.kernel.Page;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The statement for one {@link BookQuery}. Its text is put together from the constants below and
 * never from input; the few texts that can result stay in the cache of prepared statements.
 *
 * @param sql selects the book's columns and the sort key, one row more than the page holds
 */
record BookSearch(BookQuery query, String sql, Tuple parameters) {

    /**
     * How a sort is written in SQL.
     *
     * @param key the expression that an index or the rank delivers
     * @param type what the key's text is cast back to
     * @param comparison of the rows after a position
     */
    private record Ordering(String key, String type, String comparison) {
        String direction() {
            return comparison.equals(">") ? "ASC" : "DESC";
        }
    }

    private static Ordering ordering(Sort sort) {
        return switch (sort) {
            // Weights of D, C, B, A: a word in the title counts twenty times one in the
            // description.
            case RELEVANCE ->
                    new Ordering(
                            "ts_rank('{0.05, 0.2, 0.5, 1.0}', search, text.query)", "real", "<");
            case TITLE -> new Ordering("lower(title)", "text", ">");
            case PRICE -> new Ordering("price", "numeric", ">");
            case PRICE_DOWN -> new Ordering("price", "numeric", "<");
            case NEWEST -> new Ordering("created_at", "timestamptz", "<");
            case BESTSELLING -> new Ordering("sold_count", "integer", "<");
            case RATING -> new Ordering("coalesce(average_rating, 0)", "numeric", "<");
        };
    }

    /**
     * @return empty when the position does not fit the sort
     */
    static Optional<BookSearch> of(BookQuery query) {
        Ordering ordering = ordering(query.sort());
        Tuple parameters = Tuple.tuple();
        List<String> conditions = new ArrayList<>();
        String from = "books";
        if (query.text() != null) {
            from = "books, websearch_to_tsquery('book_text', $1) AS text (query)";
            conditions.add("search @@ text.query");
            parameters.addString(query.text());
        }
        addFilters(query, conditions, parameters);
        Position after = query.after();
        if (after != null) {
            try {
                addPosition(query.sort(), ordering, after, conditions, parameters);
            } catch (IllegalArgumentException | DateTimeParseException doesNotFit) {
                return Optional.empty();
            }
        }
        parameters.addInteger(query.limit() + 1);
        String sql =
                """
                SELECT %1$s, %2$s AS sort_key
                FROM %3$s
                %4$s
                ORDER BY %2$s %5$s, id %5$s
                LIMIT $%6$d
                """
                        .formatted(
                                BookRows.COLUMNS,
                                ordering.key(),
                                from,
                                conditions.isEmpty()
                                        ? ""
                                        : "WHERE " + String.join("\n  AND ", conditions),
                                ordering.direction(),
                                parameters.size());
        return Optional.of(new BookSearch(query, sql, parameters));
    }

    private static void addFilters(BookQuery query, List<String> conditions, Tuple parameters) {
        if (query.category() != null) {
            parameters.addString(query.category());
            conditions.add("category = $" + parameters.size());
        }
        if (query.author() != null) {
            parameters.addString(query.author().toLowerCase(Locale.ROOT));
            conditions.add("position($%d in lower(author)) > 0".formatted(parameters.size()));
        }
        if (query.language() != null) {
            parameters.addString(query.language());
            conditions.add("language = $" + parameters.size());
        }
        if (query.minPrice() != null) {
            parameters.addBigDecimal(query.minPrice());
            conditions.add("price >= $" + parameters.size());
        }
        if (query.maxPrice() != null) {
            parameters.addBigDecimal(query.maxPrice());
            conditions.add("price <= $" + parameters.size());
        }
        if (query.inStock()) {
            conditions.add("stock_quantity > 0");
        }
    }

    private static void addPosition(
            Sort sort,
            Ordering ordering,
            Position after,
            List<String> conditions,
            Tuple parameters) {
        switch (sort) {
            case RELEVANCE -> parameters.addFloat(Float.valueOf(after.key()));
            case TITLE -> parameters.addString(after.key());
            case PRICE, PRICE_DOWN, RATING -> parameters.addBigDecimal(new BigDecimal(after.key()));
            case NEWEST -> parameters.addOffsetDateTime(OffsetDateTime.parse(after.key()));
            case BESTSELLING -> parameters.addInteger(Integer.valueOf(after.key()));
        }
        int key = parameters.size();
        parameters.addUUID(UUID.fromString(after.id()));
        conditions.add(
                "(%s, id) %s ($%d::%s, $%d)"
                        .formatted(
                                ordering.key(),
                                ordering.comparison(),
                                key,
                                ordering.type(),
                                key + 1));
    }

    Page<Book> page(RowSet<Row> rows) {
        List<KeyedBook> books = new ArrayList<>(rows.size());
        rows.forEach(row ->
                books.add(
                        new KeyedBook(
                                BookRows.book(row),
                                String.valueOf(row.getValue(BookRows.NEXT_COLUMN)))));
        Page<KeyedBook> page =
                Page.of(
                        books,
                        query.limit(),
                        last ->
                                query.cursorAt(
                                        new Position(last.key(), last.book().id().toString())));
        return new Page<>(page.items().stream().map(KeyedBook::book).toList(), page.next());
    }

    private record KeyedBook(Book book, String key) {}
}
