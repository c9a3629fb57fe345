package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.kernel.Isbn13;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the book of a row by import key, else by ISBN, else by title and author. */
final class ImportIndex {

    /**
     * A book that exists, or will exist once the batch is written.
     *
     * @param item null for a book that this batch writes
     */
    record Known(@Nullable BookItem item, @Nullable String importKey) {}

    private final Map<String, Known> byKey = new HashMap<>();
    private final Map<Isbn13, Known> byIsbn = new HashMap<>();
    private final Map<String, Known> byTitle = new HashMap<>();

    ImportIndex(Collection<BookItem> existing) {
        existing.forEach(item -> add(new Known(item, item.importKey()), item));
    }

    /** Marks the book as written by this batch, so that no other row may be the same book. */
    void claim(BookItem written) {
        add(new Known(null, written.importKey()), written);
    }

    private void add(Known known, BookItem item) {
        Book book = item.book();
        if (item.importKey() != null) {
            byKey.put(item.importKey(), known);
        }
        if (book.isbn() != null) {
            byIsbn.put(book.isbn(), known);
        }
        if (BookNames.isKnownByTitleOnly(item)) {
            byTitle.put(BookNames.ofTitle(book.title(), book.author()), known);
        }
    }

    @Nullable Known ofIsbn(@Nullable Isbn13 isbn) {
        return isbn == null ? null : byIsbn.get(isbn);
    }

    /**
     * Returns the book of a row. A book with another import key never matches, whatever its ISBN.
     */
    @Nullable Known find(BookDraft row) {
        Known byItsKey = row.importKey() == null ? null : byKey.get(row.importKey());
        if (byItsKey != null) {
            return byItsKey;
        }
        if (row.isbn() != null) {
            Known owner = byIsbn.get(row.isbn());
            return owner != null && (row.importKey() == null || owner.importKey() == null)
                    ? owner
                    : null;
        }
        return row.importKey() != null
                ? null
                : byTitle.get(BookNames.ofTitle(row.title(), row.author()));
    }
}
