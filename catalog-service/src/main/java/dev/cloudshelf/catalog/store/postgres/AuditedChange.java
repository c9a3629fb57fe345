package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;

import dev.cloudshelf.catalog.domain.Edit;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of one book in one statement that also writes its audit log entry, a row of {@code
 * book_changes}. It locks the book and computes the new values from the locked row: a plain update
 * would check the constraints against the row of the statement's snapshot.
 */
final class AuditedChange {

    private AuditedChange() {}

    /**
     * Returns the statement.
     *
     * @param change reads the book as {@code before.book}; $1 is its id, $2 the editor, $3 the time
     */
    static String sql(String action, String change) {
        return """
        WITH before AS MATERIALIZED (
            SELECT books AS book FROM books WHERE id = $1 FOR NO KEY UPDATE
        ), after AS (
            %2$s
            RETURNING books AS book
        ), noted AS (
            INSERT INTO book_changes (book_id, action, changed_by, changed_at, difference)
            SELECT $1, '%1$s', $2, $3, book_difference(before.book, after.book)
            FROM after
            LEFT JOIN before ON true
        )
        SELECT %3$s
        FROM (SELECT (book).* FROM after) AS books
        """
                .formatted(action, change, BookRows.COLUMNS);
    }

    /** Returns the first three parameters; a statement may add more. */
    static Tuple parameters(UUID id, Edit edit) {
        return Tuple.of(id, edit.by(), at(edit.at()));
    }

    /** Returns a version as a parameter; null for any version. */
    static @Nullable Long orNull(OptionalLong version) {
        return version.isPresent() ? version.getAsLong() : null;
    }
}
