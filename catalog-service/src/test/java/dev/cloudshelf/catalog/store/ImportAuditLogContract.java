package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportOutcome;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of the audit log of imports. Each test starts with an empty catalog. */
public interface ImportAuditLogContract {

    Edit EDITOR = new Edit("editor", NOW.plusSeconds(60));

    BookStore books();

    ReservationStore reservations();

    /** Returns the audit log of a book, in order: action, editor, and difference. */
    List<String> auditLog(UUID book);

    /** Returns the import batches whose audit log entry contains the book. */
    List<Edit> importsThatCreated(UUID book);

    /** The number of concurrent imports of the same books that still finish soon. */
    default int concurrentImports() {
        return 60;
    }

    private List<ImportOutcome> save(Edit edit, BookDraft... drafts) {
        return await(books().save(List.of(drafts), ImportDefaults.NONE, edit));
    }

    private static BookDraft priced(String key, String title, String price) {
        BookDraft draft = BookStoreContract.draft(key, title, null);
        return draft.with(new BigDecimal(price), "Science Fiction", 5);
    }

    private List<Book> byTitle() {
        BookQuery all =
                new BookQuery(
                        null, null, null, null, null, null, false, BookQuery.Sort.TITLE, null, 50);
        return await(books().find(all)).orElseThrow().items();
    }

    @Test
    default void auditLogNamesTheBatchOfCreatedBooks() {
        save(BY_HAND, priced("s:1", "Dune", "9.99"), priced("s:2", "Emma", "7.50"));
        save(EDITOR, priced("s:1", "Dune", "9.99"), priced("s:3", "Ulysses", "17.00"));

        List<Book> books = byTitle();
        assertThat(importsThatCreated(books.get(0).id())).containsExactly(BY_HAND);
        assertThat(importsThatCreated(books.get(1).id())).containsExactly(BY_HAND);
        assertThat(importsThatCreated(books.get(2).id())).containsExactly(EDITOR);
        assertThat(books).extracting(Book::id).allMatch(id -> auditLog(id).isEmpty());
    }

    @Test
    default void auditLogListsChangedBooksOnly() {
        save(BY_HAND, priced("s:1", "Dune", "9.99"), priced("s:2", "Emma", "7.50"));
        save(EDITOR, priced("s:1", "Dune", "8.99"), priced("s:2", "Emma", "7.50"));
        save(BY_HAND, priced("s:1", "Dune Messiah", "8.99"));

        List<Book> books = byTitle();
        assertThat(auditLog(books.get(0).id()))
                .containsExactly(
                        "changed by editor: {\"price\": [9.99, 8.99]}",
                        "changed by admin: {\"title\": [\"Dune\", \"Dune Messiah\"]}");
        assertThat(auditLog(books.get(1).id())).isEmpty();
    }

    @Test
    default void auditLogHasImportOnlyFields() {
        save(BY_HAND, BookStoreContract.draft(null, "Dune", "9780441172719"));
        save(EDITOR, BookStoreContract.draft("s:1", "Dune", "9780441172719"));

        assertThat(auditLog(byTitle().getFirst().id()))
                .containsExactly("changed by editor: {\"import_key\": [null, \"s:1\"]}");
    }

    @Test
    default void auditLogOutlivesTheBook() {
        save(BY_HAND, priced("s:1", "Dune", "9.99"));
        UUID id = byTitle().getFirst().id();
        await(books().delete(id, OptionalLong.empty(), EDITOR));

        assertThat(importsThatCreated(id)).containsExactly(BY_HAND);
        assertThat(auditLog(id)).singleElement().asString().startsWith("deleted by editor");
    }

    /** Both lock books in the order of their ids. */
    @Test
    default void importsAndOrdersOfTheSameBooksBothFinish() {
        int shelf = 40;
        BookDraft[] drafts = new BookDraft[shelf];
        for (int i = 0; i < shelf; i++) {
            drafts[i] = priced("s:" + i, "Volume " + i, "9.99");
        }
        save(BY_HAND, drafts);
        List<Book> books = byTitle();

        List<Uni<Void>> racing = new ArrayList<>();
        for (int n = 0; n < concurrentImports(); n++) {
            List<BookDraft> file = new ArrayList<>();
            for (int i = shelf - 1; i >= 0; i--) {
                file.add(priced("s:" + i, "Volume " + i, n + ".99"));
            }
            racing.add(books().save(file, ImportDefaults.NONE, EDITOR).replaceWithVoid());
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                lines.add(new Line(books.get((n * 7 + i * 5) % shelf).id(), 1));
            }
            UUID order = new UUID(7, n);
            racing.add(
                    reservations()
                            .reserve(order, lines, NOW, NOW.plusSeconds(600))
                            .chain(() -> reservations().release(order, NOW))
                            .replaceWithVoid());
        }
        await(Uni.join().all(racing).andFailFast());

        assertThat(byTitle()).allMatch(book -> book.stockQuantity() == 5);
    }
}
