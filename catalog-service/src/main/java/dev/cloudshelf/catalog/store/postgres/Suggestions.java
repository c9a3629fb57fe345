package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Suggestion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Titles and authors with a word that begins as typed; those that begin with it before others, and
 * the popular before the rest. Like {@link RelevantBooks} it sorts a few and walks many.
 */
final class Suggestions {

    private static final int FEW = 1_000;

    /** A popular book has several editions, and a popular author several books. */
    private static final int WALKED = 50;

    private static final int AUTHORS_MAX = 4;

    static final String SQL =
            """
            WITH asked AS MATERIALIZED (
                SELECT folded($1) || '%%' AS begin, '%% ' || folded($1) || '%%' AS later
                WHERE folded($1) <> ''
            ), %s, %s
            (SELECT title, min(id::text) FILTER (WHERE place = 1), 't' AS kind,
                    bool_or(begins) AS begins, max(popularity) AS popularity
            FROM (
                SELECT *, title_key LIKE (SELECT begin FROM asked) AS begins,
                       row_number() OVER (PARTITION BY title ORDER BY popularity DESC, id) AS place
                FROM title_books
            ) AS books
            GROUP BY title
            ORDER BY begins DESC, popularity DESC, title
            LIMIT %d)
            UNION ALL
            (SELECT trim(name), NULL, 'a',
                    bool_or(key LIKE (SELECT begin FROM asked)) AS begins,
                    sum(popularity)::bigint AS popularity
            FROM author_books, unnest(string_to_array(author, ','), author_names) AS n (name, key)
            WHERE key LIKE (SELECT begin FROM asked) OR key LIKE (SELECT later FROM asked)
            GROUP BY trim(name)
            ORDER BY begins DESC, popularity DESC, trim(name)
            LIMIT %d)
            """
                    .formatted(
                            books("title", "title_key"),
                            books("author", "author_key"),
                            Suggestion.MAX,
                            AUTHORS_MAX);

    private Suggestions() {}

    /** Two common table expressions: the few, and what to choose from. */
    private static String books(String name, String key) {
        String matches =
                "(%1$s LIKE (SELECT begin FROM asked) OR %1$s LIKE (SELECT later FROM asked))"
                        .formatted(key);
        return """
        few_%1$s AS MATERIALIZED (
            SELECT id, title, author, title_key, author_names, popularity
            FROM books
            WHERE %2$s
            LIMIT %3$d
        ), %1$s_books AS (
            SELECT * FROM few_%1$s WHERE (SELECT count(*) FROM few_%1$s) <= %4$d
            UNION ALL
            (SELECT id, title, author, title_key, author_names, popularity
            FROM books
            WHERE (SELECT count(*) FROM few_%1$s) > %4$d AND nullif(%2$s, false) IS NOT NULL
            ORDER BY popularity DESC, id DESC
            LIMIT %5$d)
        )
        """
                .formatted(name, matches, FEW + 1, FEW, WALKED);
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
                        new Suggestion.Title(
                                row.getString(0), java.util.UUID.fromString(row.getString(1))));
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
