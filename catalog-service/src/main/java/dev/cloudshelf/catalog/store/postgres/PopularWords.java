package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.kernel.Page;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The statement for the first page of books in the order of relevance where many have the words and
 * nothing filters them. How popular a book is stands in the indexes of words, too, in bands: they
 * are asked for one band after the other, the most popular first, until the page is full. Neither
 * how many books have the words nor where among the popular ones they are matters much then.
 */
record PopularWords(BookQuery query, String sql, Tuple parameters) {

    private static final String SQL =
            """
            WITH asked AS MATERIALIZED (
                SELECT folded($1) AS key, websearch_to_tsquery('book_text', $1) AS words,
                       popularity_band((SELECT max(popularity) FROM books)) AS top
            )
            SELECT %s, true AS many, tier, standing
            FROM (
                SELECT * FROM (
                    %s
                ) AS tiers
                LIMIT $2
            ) AS page
            JOIN books USING (id)
            ORDER BY tier, standing DESC, id DESC
            """
                    .formatted(
                            BookRows.COLUMNS,
                            String.join(
                                    "\nUNION ALL\n",
                                    named(
                                            Relevance.EXACT_TITLE,
                                            "title_key = (SELECT key FROM asked)"),
                                    named(
                                            Relevance.EXACT_AUTHOR,
                                            "author_names @> ARRAY[(SELECT key FROM asked)]"),
                                    banded(Relevance.TITLE, "ts_filter(search, '{a}')"),
                                    banded(Relevance.AUTHOR, "ts_filter(search, '{b}')"),
                                    banded(Relevance.REST, "search")));

    static boolean serve(BookQuery query) {
        return query.after() == null && !query.isFiltered();
    }

    static PopularWords of(BookQuery query, Matches.WithWords matches, int rows) {
        return new PopularWords(query, SQL, Tuple.of(matches.text(), rows));
    }

    private static String named(int tier, String condition) {
        return "(SELECT id, %1$d AS tier, popularity AS standing FROM books %2$s)"
                .formatted(tier, popular(tier, condition));
    }

    /** Bands come in turn, and no further than somebody asks: the page's limit ends it. */
    private static String banded(int tier, String indexed) {
        return """
        (SELECT found.id, %1$d AS tier, found.popularity AS standing
        FROM generate_series((SELECT top FROM asked), 0, -1) AS bands (band), LATERAL (
            SELECT id, popularity FROM books %2$s
        ) AS found)\
        """
                .formatted(
                        tier,
                        popular(
                                tier,
                                indexed
                                        + " @@ ((SELECT words FROM asked)"
                                        + " && band_word(bands.band)::tsquery)"));
    }

    private static String popular(int tier, String condition) {
        return "WHERE %s AND %s = %d ORDER BY popularity DESC, id DESC LIMIT %d"
                .formatted(condition, Relevance.TIER, tier, Page.LIMIT_MAX + 1);
    }

    Page<Book> page(RowSet<Row> rows, Matches matches) {
        return RelevantBooks.page(query, rows, matches);
    }
}
