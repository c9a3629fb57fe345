package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;

import dev.cloudshelf.catalog.domain.Edit;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of one book in one statement that also writes a row of {@code book_changes}. It reads
 * the book under its lock and reckons from that: the constraints of a plain update would be tried
 * on the row as the statement's snapshot has it.
 */
final class AuditedChange {

    private AuditedChange() {}

    /**
     * @param change gets the book as {@code before.book}; $1 is its id, $2 who changes it, $3 when
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

    /** The first three; a statement may add its own. */
    static Tuple parameters(UUID id, Edit edit) {
        return Tuple.of(id, edit.by(), at(edit.at()));
    }

    /** A version as a parameter; null where any will do. */
    static @Nullable Long orNull(OptionalLong version) {
        return version.isPresent() ? version.getAsLong() : null;
    }
}
