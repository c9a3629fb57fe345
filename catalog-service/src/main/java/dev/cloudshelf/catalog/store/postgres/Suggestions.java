package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Suggestion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Suggests titles and authors with a word that begins as typed; those that begin with it as a whole
 * come first, then the most popular.
 *
 * <p>The most popular books are searched first, which is enough for beginnings of many words. Only
 * if they yield too little, books are looked up by index: for one word, by the few words with that
 * beginning; for several, by the words before the last one. If either would be too many, by the
 * beginning of titles and names.
 */
final class Suggestions {

    private static final int POPULAR = 1_000;

    /**
     * More than is shown, because popular books have several editions and popular authors several
     * books.
     */
    private static final int ENOUGH = 2 * Suggestion.MAX;

    private static final int WORDS_MAX = 50;
    private static final int OTHERS_MAX = 1_000;
    private static final int BEGINNINGS_MAX = 500;

    /** The maximum of books among which different titles are selected, the best ones. */
    private static final int RANKED_MAX = 200;

    private static final int AUTHORS_MAX = 4;

    /**
     * The number of books with the words before the last one above which these are not searched.
     */
    private static final int BESIDE_MAX = 3_000;

    /**
     * The number of such books above which the index also filters by the last word's beginnings.
     */
    private static final int BESIDE_MANY = 1_500;

    private static final String BOOK =
            "id, title, author, title_key, author_key, author_names, popularity";

    /** No condition depends on the typed text before it runs, so that one plan serves all. */
    static final String SQL =
            """
            WITH asked AS MATERIALIZED (
                SELECT key, key || '%%' AS begin, '%% ' || key || '%%' AS later,
                       '(^| )' || key AS anywhere, string_to_array(key, ' ') AS words
                FROM (SELECT folded($1) AS key) AS typed
                WHERE key <> ''
            ), popular AS MATERIALIZED (
                SELECT %1$s
                FROM books
                WHERE EXISTS (SELECT FROM asked)
                ORDER BY popularity DESC, id DESC
                LIMIT %2$d
            ), popular_title AS MATERIALIZED (SELECT * FROM popular WHERE %3$s
            ), popular_author AS MATERIALIZED (SELECT * FROM popular WHERE %4$s
            ), begun AS MATERIALIZED (
                SELECT ARRAY(
                    SELECT word
                    FROM book_words
                    WHERE word >= words[cardinality(words)]
                      AND word < words[cardinality(words)] || chr(1114111)
                    ORDER BY word
                    LIMIT %5$d) AS words,
                    words[:cardinality(words) - 1] AS before,
                    key AS first, key || chr(1114111) AS last,
                    (SELECT count(*) FROM popular_title)
                        + (SELECT count(*) FROM popular_author) < %6$d AS few
                FROM asked
            ), way AS MATERIALIZED (
                SELECT *, few AND before = '{}' AND cardinality(words) < %5$d AS by_word,
                       coalesce(few AND expected < %7$d, false) AS by_before,
                       CASE WHEN expected < %8$d OR cardinality(words) = %5$d THEN before
                           ELSE words END AS narrowing
                FROM (
                    SELECT *, CASE WHEN few AND before <> '{}' THEN
                        books_expected(before, 'books_names', 'names_of') END AS expected
                    FROM begun
                ) AS counted
            ), others AS MATERIALIZED (
                (SELECT book.*
                FROM (SELECT unnest(words) AS word FROM way WHERE by_word) AS beginning, LATERAL (
                    SELECT %1$s
                    FROM books
                    WHERE names_of(title_key, author_key) @> ARRAY[word]
                    LIMIT (SELECT %9$d / nullif(cardinality(words), 0) FROM way)
                ) AS book)
                UNION ALL
                (SELECT %1$s
                FROM books
                WHERE (SELECT by_before FROM way)
                  AND names_of(title_key, author_key) @> (SELECT before FROM way)
                  AND names_of(title_key, author_key) && (SELECT narrowing FROM way)
                  AND (%3$s OR %4$s)
                LIMIT %9$d)
            ), title_books AS (
                SELECT * FROM popular_title
                UNION
                SELECT * FROM others WHERE %3$s
                UNION
                (SELECT %1$s
                FROM books
                WHERE (SELECT few AND NOT by_before FROM way)
                  AND title_key >= (SELECT first FROM way) AND title_key < (SELECT last FROM way)
                LIMIT %10$d)
            ), author_books AS (
                SELECT * FROM popular_author
                UNION
                SELECT * FROM others WHERE %4$s
                UNION
                (SELECT %1$s
                FROM books
                WHERE (SELECT few AND before <> '{}' AND NOT by_before FROM way)
                  AND author_key ~ (SELECT anywhere FROM asked)
                LIMIT %10$d)
            )
            (SELECT title, min(id::text) FILTER (WHERE place = 1), 't' AS kind,
                    bool_or(begins) AS begins, max(popularity) AS popularity
            FROM (
                SELECT *, row_number() OVER (
                    PARTITION BY title ORDER BY popularity DESC, id) AS place
                FROM (
                    SELECT *, title_key LIKE (SELECT begin FROM asked) AS begins
                    FROM title_books
                    ORDER BY begins DESC, popularity DESC, title
                    LIMIT %11$d
                ) AS best
            ) AS placed
            GROUP BY title
            ORDER BY begins DESC, popularity DESC, title
            LIMIT %12$d)
            UNION ALL
            (SELECT trim(name), NULL, 'a',
                    bool_or(key LIKE (SELECT begin FROM asked)) AS begins,
                    sum(popularity)::bigint AS popularity
            FROM author_books, unnest(string_to_array(author, ','), author_names) AS n (name, key)
            WHERE key LIKE (SELECT begin FROM asked) OR key LIKE (SELECT later FROM asked)
            GROUP BY trim(name)
            ORDER BY begins DESC, popularity DESC, trim(name)
            LIMIT %13$d)
            """
                    .formatted(
                            BOOK,
                            POPULAR,
                            begun("title_key"),
                            begun("author_key"),
                            WORDS_MAX,
                            ENOUGH,
                            BESIDE_MAX,
                            BESIDE_MANY,
                            OTHERS_MAX,
                            BEGINNINGS_MAX,
                            RANKED_MAX,
                            Suggestion.MAX,
                            AUTHORS_MAX);

    private Suggestions() {}

    private static String begun(String key) {
        return "(%1$s LIKE (SELECT begin FROM asked) OR %1$s LIKE (SELECT later FROM asked))"
                .formatted(key);
    }

    static Uni<List<Suggestion>> of(SqlClient client, String typed) {
        return client.preparedQuery(SQL).execute(Tuple.of(typed)).map(Suggestions::suggestions);
    }

    /** Combines some authors with as many titles as there is room for. */
    private static List<Suggestion> suggestions(RowSet<Row> rows) {
        List<Suggestion> titles = new ArrayList<>();
        List<Suggestion> authors = new ArrayList<>();
        for (Row row : rows) {
            if (row.getString(2).equals("t")) {
                titles.add(
                        new Suggestion.Title(row.getString(0), UUID.fromString(row.getString(1))));
            } else {
                authors.add(new Suggestion.Author(row.getString(0)));
            }
        }
        int titlesMax = Suggestion.MAX - authors.size();
        List<Suggestion> all =
                new ArrayList<>(titles.subList(0, Math.min(titlesMax, titles.size())));
        all.addAll(authors);
        return all;
    }
}
