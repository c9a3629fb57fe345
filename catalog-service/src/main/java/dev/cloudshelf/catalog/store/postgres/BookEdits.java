package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookChange;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.Edit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Creates, replaces and deletes single books. */
final class BookEdits {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String CREATE =
            AuditedChange.sql(
                    "created",
                    """
                    INSERT INTO books (
                        id, title, author, isbn, price, category, description, image_url, language,
                        published_year, average_rating, ratings_count, stock_quantity, created_at,
                        updated_at)
                    VALUES ($1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                        coalesce($15, 0), $3, $3)
                    """);

    private static final String REPLACE =
            AuditedChange.sql(
                    "changed",
                    """
                    UPDATE books
                    SET title = $4, author = $5, isbn = $6, price = $7, category = $8,
                        description = $9, image_url = $10, language = $11, published_year = $12,
                        average_rating = $13, ratings_count = $14,
                        stock_quantity = coalesce($15, (before.book).stock_quantity),
                        updated_at = $3, version = (before.book).version + 1
                    FROM before
                    WHERE id = (before.book).id
                      AND ($16::bigint IS NULL OR (before.book).version = $16)
                    """);

    private static final String LOCK = "SELECT version FROM books WHERE id = $1 FOR UPDATE";

    /** Reads open reservations only, of which there are few because they expire. */
    private static final String DELETE =
            """
            WITH gone AS (
                DELETE FROM books
                WHERE id = $1
                  AND NOT EXISTS (
                      SELECT FROM stock_reservations
                      JOIN stock_reservation_lines USING (order_id)
                      WHERE status = 'reserved' AND book_id = $1)
                RETURNING books AS book
            )
            INSERT INTO book_changes (book_id, action, changed_by, changed_at, difference)
            SELECT $1, 'deleted', $2, $3, book_difference(book, NULL)
            FROM gone
            """;

    private final Pool pool;

    BookEdits(Pool pool) {
        this.pool = pool;
    }

    Uni<BookChange> create(UUID id, BookDraft draft, Edit edit) {
        return isbnTaken(
                BookRows.one(pool, CREATE, values(id, draft, edit))
                        .map(Optional::orElseThrow)
                        .map(BookChange.Done::new));
    }

    Uni<BookChange> replace(UUID id, BookDraft draft, OptionalLong expectedVersion, Edit edit) {
        return isbnTaken(
                BookRows.one(
                                pool,
                                REPLACE,
                                values(id, draft, edit)
                                        .addLong(AuditedChange.orNull(expectedVersion)))
                        .chain(book ->
                                book.isPresent()
                                        ? Uni.createFrom().item(new BookChange.Done(book.get()))
                                        : BookRows.byId(pool, id)
                                                .map(existing ->
                                                        existing.isPresent()
                                                                ? new BookChange.Stale()
                                                                : new BookChange.NoSuchBook())));
    }

    private static Tuple values(UUID id, BookDraft draft, Edit edit) {
        return AuditedChange.parameters(id, edit)
                .addString(draft.title())
                .addString(draft.author())
                .addString(draft.isbn() == null ? null : draft.isbn().digits())
                .addBigDecimal(draft.price())
                .addString(draft.category())
                .addString(draft.description())
                .addString(draft.imageUrl())
                .addString(draft.language())
                .addInteger(draft.publishedYear())
                .addBigDecimal(draft.averageRating())
                .addInteger(draft.ratingsCount())
                .addInteger(draft.stockQuantity());
    }

    private static Uni<BookChange> isbnTaken(Uni<? extends BookChange> change) {
        return change.map(done -> (BookChange) done)
                .onFailure(PgException.class)
                .recoverWithUni(failure ->
                        UNIQUE_VIOLATION.equals(failure.getSqlState())
                                ? Uni.createFrom().item(new BookChange.IsbnTaken())
                                : Uni.createFrom().failure(failure));
    }

    Uni<BookChange> delete(UUID id, OptionalLong expectedVersion, Edit edit) {
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(id))
                        .chain(rows -> {
                            var row = rows.iterator();
                            if (!row.hasNext()) {
                                return Uni.createFrom().item(new BookChange.NoSuchBook());
                            }
                            long version = row.next().getLong(0);
                            return expectedVersion.orElse(version) == version
                                    ? deleteLocked(connection, id, edit)
                                    : Uni.createFrom().item(new BookChange.Stale());
                        }));
    }

    /**
     * Deletes in a separate statement, which sees the reservations that were committed while the
     * lock was waited for.
     */
    private static Uni<BookChange> deleteLocked(SqlConnection connection, UUID id, Edit edit) {
        return connection
                .preparedQuery(DELETE)
                .execute(AuditedChange.parameters(id, edit))
                .map(rows ->
                        rows.rowCount() == 1 ? new BookChange.Deleted() : new BookChange.Held());
    }
}
