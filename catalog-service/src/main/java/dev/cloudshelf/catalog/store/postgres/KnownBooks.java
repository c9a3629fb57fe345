package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.COLUMNS;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.kernel.Isbn13;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The existing books of a batch's rows: found by import key, else by ISBN, else by title and
 * author.
 */
final class KnownBooks {

    /**
     * The hashes are an array and not a subquery: only then all three indexes are used. Rows are
     * locked by id, as orders lock theirs, so that there is no deadlock.
     */
    static final String EXISTING =
            """
            SELECT %s, import_key, title_author
            FROM books
            WHERE import_key = ANY ($1)
               OR isbn = ANY ($2)
               OR title_author = ANY (ARRAY(
                   SELECT md5(lower(wanted.title) || chr(31) || lower(wanted.author))
                   FROM unnest($3::text[], $4::text[]) AS wanted (title, author)))
            ORDER BY id
            FOR NO KEY UPDATE
            """
                    .formatted(COLUMNS);

    /**
     * A book that exists, or will exist once this batch is written.
     *
     * @param book null for one that an earlier row of the batch creates or changes
     */
    record Known(@Nullable Book book, @Nullable String importKey) {}

    private final Map<String, Known> byKey = new HashMap<>();
    private final Map<Isbn13, Known> byIsbn = new HashMap<>();
    private final Map<String, Known> byTitleAndAuthor = new HashMap<>();

    private KnownBooks(RowSet<Row> existing) {
        for (Row row : existing) {
            Book book = BookRows.book(row);
            Known known = new Known(book, row.getString(BookRows.NEXT_COLUMN));
            add(known, book.isbn(), book.title(), book.author());
        }
    }

    /** Reads and locks the existing books of the rows. */
    static Uni<KnownBooks> of(SqlConnection connection, List<BookDraft> rows) {
        return connection.preparedQuery(EXISTING).execute(keysOf(rows)).map(KnownBooks::new);
    }

    private static Tuple keysOf(List<BookDraft> rows) {
        return Tuple.tuple()
                .addArrayOfString(
                        rows.stream()
                                .map(BookDraft::importKey)
                                .filter(Objects::nonNull)
                                .toArray(String[]::new))
                .addArrayOfString(
                        rows.stream()
                                .map(BookDraft::isbn)
                                .filter(Objects::nonNull)
                                .map(Isbn13::digits)
                                .toArray(String[]::new))
                .addArrayOfString(rows.stream().map(BookDraft::title).toArray(String[]::new))
                .addArrayOfString(rows.stream().map(BookDraft::author).toArray(String[]::new));
    }

    /** Adds a book, so that later rows of the same book find it. */
    void add(Known known, @Nullable Isbn13 isbn, String title, String author) {
        if (known.importKey() != null) {
            byKey.put(known.importKey(), known);
        }
        if (isbn != null) {
            byIsbn.put(isbn, known);
        } else if (known.importKey() == null) {
            byTitleAndAuthor.putIfAbsent(titleAndAuthor(title, author), known);
        }
    }

    /**
     * Returns the book of a row. A book with another import key never matches, whatever its ISBN.
     */
    Optional<Known> find(BookDraft draft) {
        Known byItsKey = draft.importKey() == null ? null : byKey.get(draft.importKey());
        if (byItsKey != null) {
            return Optional.of(byItsKey);
        }
        if (draft.isbn() != null) {
            return ownerOf(draft.isbn())
                    .filter(k -> draft.importKey() == null || k.importKey() == null);
        }
        return draft.importKey() != null
                ? Optional.empty()
                : Optional.ofNullable(
                        byTitleAndAuthor.get(titleAndAuthor(draft.title(), draft.author())));
    }

    Optional<Known> ownerOf(Isbn13 isbn) {
        return Optional.ofNullable(byIsbn.get(isbn));
    }

    private static String titleAndAuthor(String title, String author) {
        return title.toLowerCase(Locale.ROOT) + '\u001f' + author.toLowerCase(Locale.ROOT);
    }
}
