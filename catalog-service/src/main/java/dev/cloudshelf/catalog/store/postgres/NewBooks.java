package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;

import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.Edit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * New books of a batch: one statement inserts them all, and writes one audit log entry with the
 * importer, the time, and their ids.
 */
final class NewBooks {

    private static final String INSERT =
            """
            WITH created AS (
                INSERT INTO books (%1$s, created_at, updated_at)
                SELECT said.*, $16, $16
                FROM %2$s
                RETURNING id
            )
            INSERT INTO book_imports (imported_by, imported_at, created)
            SELECT $15, $16, array_agg(id ORDER BY id)
            FROM created
            """
                    .formatted(BookColumns.NAMES, BookColumns.unnested("said"));

    private final BookColumns columns = new BookColumns();

    /**
     * @param draft with price, category and stock
     */
    void add(UUID id, BookDraft draft) {
        columns.add(id, draft);
    }

    Uni<Void> insert(SqlConnection connection, Edit edit) {
        return columns.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(INSERT)
                        .execute(
                                columns.parameters()
                                        .addString(edit.by())
                                        .addOffsetDateTime(at(edit.at())))
                        .replaceWithVoid();
    }
}
