package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.kernel.Page;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * The statement for books by relevance: first those whose title or author equals the text, then
 * those with all its words in the title, in the author, or anywhere; in each tier the most popular
 * first.
 *
 * <p>One pass over the index of words finds the books of all tiers, which are sorted. With more
 * than {@link #FEW} matches it stops and reports so, and {@link PopularWordsStatement} or {@link
 * CommonWordsStatement} takes over. So the work is bounded for any number of books.
 */
record RelevanceStatement(BookQuery query, String sql, Tuple parameters) {

    /**
     * The maximum of books that are sorted. With more, a scan of the popularity index among a
     * million books finds a page after some thousand entries, which takes about as long.
     */
    static final int FEW = 3_000;

    /**
     * The maximum where {@link PopularWordsStatement} can be used, whose cost does not depend on
     * the number of matches.
     */
    private static final int FEW_OF_ALL = 1_000;

    /**
     * The number of matches above which a scan by popularity finds a page faster than an index of
     * words.
     */
    static final int COMMON = 20_000;

    private static final int MANY = BookRows.NEXT_COLUMN;
    private static final int TIER = BookRows.NEXT_COLUMN + 1;
    private static final int STANDING = BookRows.NEXT_COLUMN + 2;

    /**
     * @return empty when the position does not belong to this order
     */
    static Optional<RelevanceStatement> of(BookQuery query, Matches.WithWords matches, int rows) {
        SqlConditions conditions = new SqlConditions();
        String text = conditions.bind(matches.text());
        conditions.addFilters(query);
        String filters = conditions.and();
        String position = "";
        if (query.after() != null) {
            try {
                position = position(query.after(), conditions);
            } catch (IllegalArgumentException | NoSuchElementException doesNotFit) {
                return Optional.empty();
            }
        }
        int few = PopularWordsStatement.serve(query) ? FEW_OF_ALL : FEW;
        String sql = sql(query, text, filters, position, few, rows);
        return Optional.of(new RelevanceStatement(query, sql, conditions.parameters()));
    }

    private static String position(Position after, SqlConditions conditions) {
        Relevance last = Relevance.parse(after.key()).filter(Relevance::isWordMatch).orElseThrow();
        UUID id = UUID.fromString(after.id());
        String tier = conditions.bind(last.tier());
        return "AND (tier > %1$s OR tier = %1$s AND (popularity, id) < (%2$s, %3$s))"
                .formatted(tier, conditions.bind(last.popularity()), conditions.bind(id));
    }

    /**
     * Returns the statement. The number of rows is part of its text, so that there is one plan for
     * it; with a parameter it would be planned anew each time.
     */
    private static String sql(
            BookQuery query, String text, String filters, String position, int few, int rows) {
        return """
        WITH asked AS MATERIALIZED (
            SELECT *, %2$s AS common
            FROM (
                SELECT folded(%1$s) AS key, websearch_to_tsquery('book_text', %1$s) AS words
            ) AS read
        ), few AS MATERIALIZED (
            %3$s UNION ALL %4$s UNION ALL %5$s
        ), found AS MATERIALIZED (
            SELECT common OR (SELECT count(*) FROM few) > %6$d AS many
            FROM asked
        ), ranked AS MATERIALIZED (
            SELECT id, popularity, %10$s AS tier
            FROM few
            WHERE NOT (SELECT many FROM found)
        )
        SELECT %7$s, found.many, tier, standing
        FROM found LEFT JOIN (
            SELECT *
            FROM (
                SELECT id, tier, popularity AS standing
                FROM ranked
                WHERE true %8$s
                ORDER BY tier, popularity DESC, id DESC
                LIMIT %9$d
            ) AS page
            JOIN books USING (id)
        ) AS listed ON true
        ORDER BY tier, standing DESC, id DESC
        """
                .formatted(
                        text,
                        isCommon(
                                query,
                                text,
                                "books",
                                "search",
                                PopularWordsStatement.serve(query) ? few : COMMON),
                        few("title_key = (SELECT key FROM asked)", filters, few),
                        few(
                                "author_names @> ARRAY[(SELECT key FROM asked)]"
                                        + " AND title_key <> (SELECT key FROM asked)",
                                filters,
                                few),
                        few(
                                "search @@ (SELECT words FROM asked)"
                                        + " AND title_key <> (SELECT key FROM asked)"
                                        + " AND (SELECT key FROM asked) <> ALL (author_names)"
                                        + " AND NOT (SELECT common FROM asked)",
                                filters,
                                few),
                        few,
                        BookRows.COLUMNS,
                        position,
                        rows,
                        Relevance.TIER);
    }

    private static String few(String condition, String filters, int few) {
        return """
        (SELECT id, popularity, title_key, author_names, search FROM books WHERE %s %s LIMIT %d)\
        """
                .formatted(condition, filters, few + 1);
    }

    /**
     * SQL that tells whether so many books match that a scan by popularity finds a page at once, by
     * statistics. False with selective filters.
     *
     * @param countedIn table or index whose statistics contain the words
     * @param books the limit above which words are common
     */
    static String isCommon(
            BookQuery query, String text, String countedIn, String attribute, int books) {
        if (query.author() != null || query.minPrice() != null || query.maxPrice() != null) {
            return "false";
        }
        return FuzzySearch.isLiteral(String.valueOf(query.text()))
                ? "querytree(words) = 'T'"
                : booksExpected(text, countedIn, attribute) + " > " + books;
    }

    /**
     * SQL for the estimated number of books that have all the words, for a text without operators.
     */
    static String booksExpected(String text, String countedIn, String attribute) {
        return "books_expected(tsvector_to_array(to_tsvector('book_text', %s)), '%s', '%s')"
                .formatted(text, countedIn, attribute);
    }

    /**
     * Returns whether there are too many matches, so that {@link PopularWordsStatement} or {@link
     * CommonWordsStatement} has to run.
     */
    static boolean isMany(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean(MANY);
    }

    /**
     * Returns whether fewer books match than the limit, and none has exactly this title or author.
     */
    static boolean needsFuzzySearch(RowSet<Row> rows, int fuzzyBelow) {
        if (rows.size() >= fuzzyBelow) {
            return false;
        }
        for (Row row : rows) {
            Integer tier = row.getInteger(TIER);
            if (tier != null && tier <= Relevance.EXACT_AUTHOR) {
                return false;
            }
        }
        return true;
    }

    Page<Book> page(RowSet<Row> rows, Matches matches) {
        return page(query, rows, matches);
    }

    static Page<Book> page(BookQuery query, RowSet<Row> rows, Matches matches) {
        List<KeyedBook> books = new ArrayList<>();
        for (Row row : rows) {
            Integer tier = row.getInteger(TIER);
            if (tier != null && books.size() <= query.limit()) {
                Relevance relevance = new Relevance(tier, 0, row.getLong(STANDING));
                books.add(new KeyedBook(BookRows.book(row), relevance.toString()));
            }
        }
        return KeyedBook.page(books, query, matches);
    }
}
