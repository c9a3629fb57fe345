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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Titles and authors with a word that begins as typed; those that begin with it before others, and
 * the popular before the rest.
 *
 * <p>The most popular books are looked through first, which answers what begins many words. Only
 * where they have too little, books are looked up by the words that begin so, which then are few,
 * or by those typed before the last one, with them.
 */
final class Suggestions {

    private static final int POPULAR = 1_000;

    /** A popular book has several editions, and a popular author several books. */
    private static final int ENOUGH = 2 * Suggestion.MAX;

    private static final int WORDS_MAX = 50;
    private static final int BOOKS_MAX = 500;

    private static final int OTHERS_MAX = 2 * BOOKS_MAX;
    private static final int AUTHORS_MAX = 4;

    /** More books with the words before the last one are not looked through. */
    private static final int BESIDE_MAX = 3_000;

    static final String SQL =
            """
            WITH asked AS MATERIALIZED (
                SELECT key, key || '%%' AS begin, '%% ' || key || '%%' AS later,
                       string_to_array(key, ' ') AS words
                FROM (SELECT folded($1) AS key) AS typed
                WHERE key <> ''
            ), popular AS MATERIALIZED (
                SELECT id, title, author, title_key, author_key, author_names, popularity
                FROM books
                WHERE EXISTS (SELECT FROM asked)
                ORDER BY popularity DESC, id DESC
                LIMIT %1$d
            ), %3$s, %4$s, begun AS MATERIALIZED (
                SELECT ARRAY(
                    SELECT word
                    FROM book_words
                    WHERE word >= words[cardinality(words)]
                      AND word < words[cardinality(words)] || chr(1114111)
                    ORDER BY word
                    LIMIT %2$d) AS words,
                    words[:cardinality(words) - 1] AS before,
                    key AS first, key || chr(1114111) AS last,
                    (SELECT count(*) FROM popular_title)
                        + (SELECT count(*) FROM popular_author) < %5$d AS few
                FROM asked
            ), others AS MATERIALIZED (
                SELECT id, title, author, title_key, author_key, author_names, popularity
                FROM books
                WHERE (SELECT few AND before = '{}' AND cardinality(words) < %2$d FROM begun)
                  AND names_of(title_key, author_key) && (SELECT words FROM begun)
                LIMIT %10$d
            ), %6$s, %7$s
            (SELECT title, min(id::text) FILTER (WHERE place = 1), 't' AS kind,
                    bool_or(begins) AS begins, max(popularity) AS popularity
            FROM (
                SELECT *, title_key LIKE (SELECT begin FROM asked) AS begins,
                       row_number() OVER (PARTITION BY title ORDER BY popularity DESC, id) AS place
                FROM title_books
            ) AS books
            GROUP BY title
            ORDER BY begins DESC, popularity DESC, title
            LIMIT %8$d)
            UNION ALL
            (SELECT trim(name), NULL, 'a',
                    bool_or(key LIKE (SELECT begin FROM asked)) AS begins,
                    sum(popularity)::bigint AS popularity
            FROM author_books, unnest(string_to_array(author, ','), author_names) AS n (name, key)
            WHERE key LIKE (SELECT begin FROM asked) OR key LIKE (SELECT later FROM asked)
            GROUP BY trim(name)
            ORDER BY begins DESC, popularity DESC, trim(name)
            LIMIT %9$d)
            """
                    .formatted(
                            POPULAR,
                            WORDS_MAX,
                            popular("title", "title_key"),
                            popular("author", "author_key"),
                            ENOUGH,
                            books(
                                    "title",
                                    "title_key >= (SELECT first FROM begun)"
                                            + " AND title_key < (SELECT last FROM begun)",
                                    beside("title_key")),
                            books(
                                    "author",
                                    "(SELECT before <> '{}' FROM begun) AND "
                                            + begun("author_key")),
                            Suggestion.MAX,
                            AUTHORS_MAX,
                            OTHERS_MAX);

    private Suggestions() {}

    private static String popular(String name, String key) {
        return "popular_%s AS MATERIALIZED (SELECT * FROM popular WHERE %s)"
                .formatted(name, begun(key));
    }

    private static String begun(String key) {
        return "(%1$s LIKE (SELECT begin FROM asked) OR %1$s LIKE (SELECT later FROM asked))"
                .formatted(key);
    }

    /** By the words before the last one, which may be the beginning of half of all books. */
    private static String beside(String key) {
        return """
        (SELECT before <> '{}' FROM begun)
          AND (SELECT books_expected(before, 'books_names', 'names_of') < %d FROM begun)
          AND names_of(title_key, author_key) @> (SELECT before FROM begun)
          AND %s\
        """
                .formatted(BESIDE_MAX, begun(key));
    }

    /** What to choose from: the popular, and where they are too few, others that an index finds. */
    private static String books(String name, String... conditions) {
        String others =
                Stream.of(conditions)
                        .map(condition ->
                                """
                                UNION
                                (SELECT id, title, author, title_key, author_key, author_names,
                                    popularity
                                FROM books
                                WHERE (SELECT few FROM begun) AND %s
                                LIMIT %d)
                                """
                                        .formatted(condition, BOOKS_MAX))
                        .collect(Collectors.joining());
        return """
        %1$s_books AS (
            SELECT * FROM popular_%1$s
            UNION
            SELECT * FROM others WHERE %3$s
            %2$s)\
        """
                .formatted(name, others, begun(name + "_key"));
    }

    static Uni<List<Suggestion>> of(SqlClient client, String typed) {
        return client.preparedQuery(SQL).execute(Tuple.of(typed)).map(Suggestions::suggestions);
    }

    /** Some authors, and as many titles as there is room for. */
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
