package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Finds related books: some by the same authors, then others of the same category, the most popular
 * first.
 */
final class RelatedBooks {

    static final String SQL =
            """
            WITH this AS MATERIALIZED (
                SELECT category, author_names
                FROM books
                WHERE id = $1
            ), by_author AS MATERIALIZED (
                SELECT id, popularity
                FROM books
                WHERE author_names && (SELECT author_names FROM this)
                  AND id <> $1
                LIMIT 1000
            ), related AS MATERIALIZED (
                SELECT * FROM (
                    (SELECT id, 0 AS tier, popularity AS standing
                    FROM by_author
                    ORDER BY popularity DESC, id DESC
                    LIMIT $3)
                    UNION ALL
                    (SELECT id, 1 AS tier, popularity AS standing
                    FROM books
                    WHERE category = (SELECT category FROM this)
                      AND NOT author_names && (SELECT author_names FROM this)
                    ORDER BY popularity DESC, id DESC
                    LIMIT $2)
                ) AS tiers
                LIMIT $2
            )
            SELECT %s
            FROM related
            JOIN books USING (id)
            ORDER BY tier, standing DESC, id DESC
            """
                    .formatted(BookRows.COLUMNS);

    private RelatedBooks() {}

    /**
     * @return empty when there is no such book
     */
    static Uni<List<Book>> of(SqlClient client, UUID id, int limit) {
        return client.preparedQuery(SQL)
                .execute(Tuple.of(id, limit, (limit + 1) / 2))
                .map(BookRows::books);
    }
}
