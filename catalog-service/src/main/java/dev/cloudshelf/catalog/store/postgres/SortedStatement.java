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
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The statement for a {@link BookQuery} in any order except relevance.
 *
 * @param sql selects the book's columns and the sort key, at least one row more than the page holds
 */
record SortedStatement(BookQuery query, Matches matches, String sql, Tuple parameters) {

    /** The valid sort keys of numeric orders; any other text would make the statement fail. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,10}(\\.[0-9]{1,4})?");

    /**
     * A sort order in SQL.
     *
     * @param key the indexed expression
     * @param type the type to which the key's text is cast
     * @param comparison selects the rows after a position
     */
    private record Ordering(String key, String type, String comparison) {
        String direction() {
            return comparison.equals(">") ? "ASC" : "DESC";
        }
    }

    private static Ordering ordering(Sort sort) {
        return switch (sort) {
            case RELEVANCE ->
                    throw new IllegalArgumentException("RelevanceStatement is for relevance");
            case TITLE -> new Ordering("title_key", "text", ">");
            case PRICE -> new Ordering("price", "numeric", ">");
            case PRICE_DOWN -> new Ordering("price", "numeric", "<");
            case NEWEST -> new Ordering("created_at", "timestamptz", "<");
            case BESTSELLING -> new Ordering("sold_count", "integer", "<");
            case RATING -> new Ordering("coalesce(average_rating, 0)", "numeric", "<");
        };
    }

    /**
     * @return empty when the position does not fit the sort order
     */
    static Optional<SortedStatement> of(BookQuery query, Matches matches, int rows) {
        Ordering ordering = ordering(query.sort());
        SqlConditions conditions = new SqlConditions();
        matches.addTo(conditions);
        conditions.addFilters(query);
        Position after = query.after();
        if (after != null) {
            try {
                addPosition(query.sort(), ordering, after, conditions);
            } catch (IllegalArgumentException | DateTimeException doesNotFit) {
                return Optional.empty();
            }
        }
        String sql =
                """
                SELECT %1$s, %2$s AS sort_key
                FROM books
                %3$s
                ORDER BY %2$s %4$s, id %4$s
                LIMIT %5$s
                """
                        .formatted(
                                BookRows.COLUMNS,
                                ordering.key(),
                                conditions.where(),
                                ordering.direction(),
                                conditions.bind(rows));
        return Optional.of(new SortedStatement(query, matches, sql, conditions.parameters()));
    }

    private static void addPosition(
            Sort sort, Ordering ordering, Position after, SqlConditions conditions) {
        String key = conditions.bind(keyOf(sort, after.key()));
        String id = conditions.bind(UUID.fromString(after.id()));
        conditions.add(
                "(%s, id) %s (%s::%s, %s)"
                        .formatted(
                                ordering.key(), ordering.comparison(), key, ordering.type(), id));
    }

    /** Validates the key of a position, which may come from a forged cursor. */
    private static Object keyOf(Sort sort, String key) {
        return switch (sort) {
            case RELEVANCE -> throw new IllegalArgumentException(key);
            case TITLE -> {
                if (key.indexOf('\u0000') >= 0) {
                    throw new IllegalArgumentException("PostgreSQL has no text with NUL in it");
                }
                yield key;
            }
            case PRICE, PRICE_DOWN, RATING -> {
                if (!NUMBER.matcher(key).matches()) {
                    throw new IllegalArgumentException(key);
                }
                yield new BigDecimal(key);
            }
            case NEWEST -> {
                OffsetDateTime at = OffsetDateTime.parse(key);
                if (at.getYear() < 1 || at.getYear() > 9999) {
                    throw new IllegalArgumentException(key);
                }
                yield at;
            }
            case BESTSELLING -> Integer.valueOf(key);
        };
    }

    Page<Book> page(RowSet<Row> rows) {
        List<KeyedBook> books = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (books.size() > query.limit()) {
                break;
            }
            books.add(
                    new KeyedBook(
                            BookRows.book(row),
                            String.valueOf(row.getValue(BookRows.NEXT_COLUMN))));
        }
        return KeyedBook.page(books, query, matches);
    }
}
