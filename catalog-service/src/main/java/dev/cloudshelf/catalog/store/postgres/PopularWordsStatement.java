package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.kernel.Page;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The statement for the first page of books by relevance when many match and nothing filters them.
 * The indexes of words also contain each book's popularity, in bands. They are searched one band
 * after the other, the most popular first, until the page is full. So the cost hardly depends on
 * the number of matches. If few books have the words in their title, these are read at once
 * instead, because every band of that tier would be searched and most be empty.
 */
record PopularWordsStatement(BookQuery query, String sql, Tuple parameters) {

    static boolean serve(BookQuery query) {
        return query.after() == null && !query.isFiltered();
    }

    static PopularWordsStatement of(BookQuery query, Matches.WithWords matches, int rows) {
        return new PopularWordsStatement(query, sql(query, rows), Tuple.of(matches.text()));
    }

    /**
     * Returns the statement. The number of rows is part of its text, so that there is one plan for
     * it; with a parameter it would be planned anew each time, which takes as long as the search.
     */
    private static String sql(BookQuery query, int rows) {
        return """
        WITH asked AS MATERIALIZED (
            SELECT *, popularity_band((SELECT max(popularity) FROM books)) AS top,
                   %1$s AS seldom
            FROM (
                SELECT folded($1) AS key, websearch_to_tsquery('book_text', $1) AS words
            ) AS read
        ), titled AS MATERIALIZED (
            SELECT id, popularity
            FROM books
            WHERE (SELECT seldom FROM asked)
              AND ts_filter(search, '{a}') @@ (SELECT words FROM asked) AND %2$s = %3$d
            LIMIT %4$d + 1
        ), found AS MATERIALIZED (
            SELECT seldom AND (SELECT count(*) FROM titled) <= %4$d AS few_titles
            FROM asked
        )
        SELECT %5$s, true AS many, tier, standing
        FROM (
            SELECT * FROM (
                %6$s
            ) AS tiers
            LIMIT %7$d
        ) AS page
        JOIN books USING (id)
        ORDER BY tier, standing DESC, id DESC
        """
                .formatted(
                        isSeldom(query),
                        Relevance.TIER,
                        Relevance.TITLE,
                        RelevanceStatement.FEW,
                        BookRows.COLUMNS,
                        String.join(
                                "\nUNION ALL\n",
                                named(Relevance.EXACT_TITLE, "title_key = (SELECT key FROM asked)"),
                                named(
                                        Relevance.EXACT_AUTHOR,
                                        "author_names @> ARRAY[(SELECT key FROM asked)]"),
                                """
                                (SELECT id, %d AS tier, popularity AS standing
                                FROM titled
                                WHERE (SELECT few_titles FROM found)
                                ORDER BY popularity DESC, id DESC)\
                                """
                                        .formatted(Relevance.TITLE),
                                banded(
                                        Relevance.TITLE,
                                        "ts_filter(search, '{a}')",
                                        "NOT (SELECT few_titles FROM found)"),
                                banded(Relevance.AUTHOR, "ts_filter(search, '{b}')", "true"),
                                banded(Relevance.REST, "search", "true")),
                        rows);
    }

    /**
     * SQL that tells whether few titles have all the words, by statistics; for a single word, bands
     * are always fast.
     */
    private static String isSeldom(BookQuery query) {
        return FuzzySearch.isLiteral(String.valueOf(query.text()))
                ? "false"
                : "numnode(words) > 1 AND %s <= %d"
                        .formatted(
                                RelevanceStatement.booksExpected(
                                        "$1", "books_title_words", "ts_filter"),
                                RelevanceStatement.FEW);
    }

    private static String named(int tier, String condition) {
        return "(SELECT id, %1$d AS tier, popularity AS standing FROM books %2$s)"
                .formatted(tier, popular(tier, condition));
    }

    /** SQL that reads band after band, until the page's limit ends it. */
    private static String banded(int tier, String indexed, String condition) {
        return """
        (SELECT found.id, %1$d AS tier, found.popularity AS standing
        FROM generate_series((SELECT top FROM asked), 0, -1) AS bands (band), LATERAL (
            SELECT id, popularity FROM books %2$s
        ) AS found
        WHERE %3$s)\
        """
                .formatted(
                        tier,
                        popular(
                                tier,
                                indexed
                                        + " @@ ((SELECT words FROM asked)"
                                        + " && band_word(bands.band)::tsquery)"),
                        condition);
    }

    private static String popular(int tier, String condition) {
        return "WHERE %s AND %s = %d ORDER BY popularity DESC, id DESC LIMIT %d"
                .formatted(condition, Relevance.TIER, tier, Page.LIMIT_MAX + 1);
    }

    Page<Book> page(RowSet<Row> rows, Matches matches) {
        return RelevanceStatement.page(query, rows, matches);
    }
}
