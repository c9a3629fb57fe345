package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.Edit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Existing books of a batch whose row changes them: one statement updates them all, and writes an
 * audit log entry for each.
 */
final class ChangedBooks {

    /**
     * The books are locked already, so "before" is exactly what is changed. Stock is not updated.
     */
    private static final String UPDATE =
            """
            WITH said AS MATERIALIZED (
                SELECT *
                FROM %s
            ), before AS MATERIALIZED (
                SELECT books AS book
                FROM books
                WHERE id = ANY ($1)
            ), after AS (
                UPDATE books
                SET title = said.title, author = said.author, isbn = said.isbn, price = said.price,
                    category = said.category, description = said.description,
                    image_url = said.image_url, language = said.language,
                    published_year = said.published_year, average_rating = said.average_rating,
                    ratings_count = said.ratings_count, import_key = said.import_key,
                    updated_at = $16, version = version + 1
                FROM said
                WHERE books.id = said.id
                RETURNING books AS book
            )
            INSERT INTO book_changes (book_id, action, changed_by, changed_at, difference)
            SELECT (after.book).id, 'changed', $15, $16, book_difference(before.book, after.book)
            FROM after
            JOIN before ON (before.book).id = (after.book).id
            ORDER BY (after.book).id
            """
                    .formatted(BookColumns.unnested("said"));

    private final BookColumns columns = new BookColumns();

    /**
     * Adds the book if its row changes it. Stock is not compared: importing a file again must not
     * restore copies that were sold in between.
     *
     * @param importKey of the book
     * @return whether the row changes the book
     */
    boolean add(Book book, @Nullable String importKey, BookDraft draft) {
        boolean same =
                draft.title().equals(book.title())
                        && draft.author().equals(book.author())
                        && keeps(draft.isbn(), book.isbn())
                        && keepsNumber(draft.price(), book.price().amount())
                        && keeps(draft.category(), book.category())
                        && keeps(draft.description(), book.description())
                        && keeps(draft.imageUrl(), book.imageUrl())
                        && keeps(draft.language(), book.language())
                        && keeps(draft.publishedYear(), book.publishedYear())
                        && keepsNumber(draft.averageRating(), book.averageRating())
                        && keeps(draft.ratingsCount(), book.ratingsCount())
                        && keeps(draft.importKey(), importKey);
        if (!same) {
            columns.add(book.id(), filledUp(draft, book, importKey));
        }
        return !same;
    }

    /** Returns the draft with missing values filled in from the book. */
    private static BookDraft filledUp(BookDraft draft, Book book, @Nullable String importKey) {
        return new BookDraft(
                orElse(draft.importKey(), importKey),
                draft.title(),
                draft.author(),
                orElse(draft.isbn(), book.isbn()),
                orElse(draft.price(), book.price().amount()),
                orElse(draft.category(), book.category()),
                orElse(draft.description(), book.description()),
                orElse(draft.imageUrl(), book.imageUrl()),
                orElse(draft.language(), book.language()),
                orElse(draft.publishedYear(), book.publishedYear()),
                orElse(draft.averageRating(), book.averageRating()),
                orElse(draft.ratingsCount(), book.ratingsCount()),
                null);
    }

    Uni<Void> update(SqlConnection connection, Edit edit) {
        return columns.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(UPDATE)
                        .execute(
                                columns.parameters()
                                        .addString(edit.by())
                                        .addOffsetDateTime(at(edit.at())))
                        .replaceWithVoid();
    }

    private static boolean keeps(@Nullable Object value, @Nullable Object there) {
        return value == null || value.equals(there);
    }

    /** Compares by value: 4.2 and 4.20 are the same rating. */
    private static boolean keepsNumber(@Nullable BigDecimal value, @Nullable BigDecimal there) {
        return value == null || (there != null && value.compareTo(there) == 0);
    }

    private static <T> @Nullable T orElse(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}
