package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.kernel.Page;
import java.util.List;

/**
 * A book and its position in its list.
 *
 * @param key the sort key as text
 */
record KeyedBook(Book book, String key) {

    /**
     * @param books at most one more than the page holds
     */
    static Page<Book> page(List<KeyedBook> books, BookQuery query, Matches matches) {
        Page<KeyedBook> page =
                Page.of(
                        books,
                        query.limit(),
                        last ->
                                query.cursorAt(
                                        new Position(
                                                matches.cursorPrefix() + last.key(),
                                                last.book().id().toString())));
        return new Page<>(page.items().stream().map(KeyedBook::book).toList(), page.next());
    }
}
