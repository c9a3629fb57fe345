package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static dev.cloudshelf.catalog.store.BookStoreContract.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookChange;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.CategoryCount;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.store.ImportAuditLogContract;
import dev.cloudshelf.catalog.store.RegisterContract;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.dynamodb.Attributes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

class DynamoDbRegisterTest implements RegisterContract, ImportAuditLogContract {

    private static final Isbn13 DUNE = new Isbn13("9780441172719");

    private BookStore books;
    private ReservationStore reservations;

    @BeforeEach
    void empty() {
        DynamoDbAsyncClient client = DynamoDbFixture.emptyCatalog();
        books = new DynamoDbBookStore(client, new Ids(Clock.systemUTC()));
        reservations = new DynamoDbReservationStore(client, DynamoDbFixture.KEPT);
    }

    @Override
    public BookStore books() {
        return books;
    }

    @Override
    public ReservationStore reservations() {
        return reservations;
    }

    @Override
    public List<String> auditLog(UUID book) {
        return DynamoDbFixture.auditLog(book);
    }

    /**
     * Conflicting imports do not wait for each other here but start again, so only few finish soon.
     */
    @Override
    public int concurrentImports() {
        return 4;
    }

    @Override
    public List<Edit> importsThatCreated(UUID book) {
        return DynamoDbFixture.importsThatCreated(book);
    }

    private static BookDraft inCategory(String title, String category, @Nullable String isbn) {
        BookDraft draft = draft(null, title, isbn);
        return new BookDraft(
                null,
                title,
                draft.author(),
                draft.isbn(),
                draft.price(),
                category,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Book done(BookChange change) {
        assertThat(change).isInstanceOf(BookChange.Done.class);
        return ((BookChange.Done) change).book();
    }

    private List<Book> found(String text) {
        BookQuery query =
                new BookQuery(text, null, null, null, null, null, false, Sort.RELEVANCE, null, 10);
        return await(books.find(query)).orElseThrow().items();
    }

    /** The category is part of the key, so the book becomes another item. */
    @Test
    void movedBookKeepsItsNamesWordsAndReservations() {
        Book dune = done(await(books.create(ID, draft(null, "Dune", "9780441172719"), BY_HAND)));
        UUID order = new UUID(7, 1);
        await(reservations.reserve(order, List.of(new Line(ID, 2)), NOW, LATER));

        Book moved =
                done(
                        await(
                                books.replace(
                                        ID,
                                        inCategory("Arrakis", "Classics", "9780441172719"),
                                        ANY,
                                        BY_HAND)));

        assertThat(await(books.byId(ID))).contains(moved);
        assertThat(await(books.byIsbn(DUNE))).contains(moved);
        assertThat(found("dune")).isEmpty();
        assertThat(found("arrakis")).containsExactly(moved);
        assertThat(moved.stockQuantity()).isEqualTo(dune.stockQuantity() - 2);
        assertThat(await(books.categories(null, 10)).items())
                .containsExactly(new CategoryCount("Classics", 1));
        // The line was stored while the book had its old key.
        assertThat(await(reservations.confirm(order, NOW))).isInstanceOf(Confirmed.Done.class);
        assertThat(await(books.byId(ID)).orElseThrow().soldCount()).isEqualTo(2);
        await(reservations.restock(order, NOW));
        assertThat(await(books.byId(ID)).orElseThrow().stockQuantity())
                .isEqualTo(dune.stockQuantity());
    }

    @Test
    void releasedIsbnCanBeUsedAgain() {
        await(books.create(ID, draft(null, "Dune", "9780441172719"), BY_HAND));
        await(books.replace(ID, inCategory("Dune", "Science Fiction", null), ANY, BY_HAND));
        assertThat(await(books.byIsbn(DUNE))).isEmpty();

        UUID other = new UUID(5, 2);
        done(await(books.create(other, draft(null, "Other", "9780441172719"), BY_HAND)));
        await(books.delete(other, ANY, BY_HAND));
        done(
                await(
                        books.replace(
                                ID,
                                inCategory("Dune", "Science Fiction", "9780441172719"),
                                ANY,
                                BY_HAND)));
        assertThat(await(books.byIsbn(DUNE)).orElseThrow().id()).isEqualTo(ID);
    }

    @Test
    void deletedBookLeavesOnlyItsAuditLog() {
        await(books.create(ID, draft(null, "Dune", "9780441172719"), BY_HAND));
        await(books.delete(ID, ANY, BY_HAND));

        for (String table :
                List.of("cloudshelf-books", "cloudshelf-book-names", "cloudshelf-book-words")) {
            assertThat(DynamoDbFixture.scan(table)).as(table).isEmpty();
        }
        assertThat(DynamoDbFixture.scan("cloudshelf-book-categories"))
                .allMatch(item -> Attributes.number(item, "books") == 0);
        assertThat(await(books.categories(null, 10)).items()).isEmpty();
        assertThat(auditLog(ID)).hasSize(2);
    }

    /** The maximum of words that title and author can have, all of them changed at once. */
    @Test
    void longestTitleAndAuthorFitIntoATransaction() {
        String title =
                IntStream.range(0, 120).mapToObj(i -> "t" + i).collect(Collectors.joining(" "));
        BookDraft longest = inCategory(title, "A", "9780441172719");
        await(books.create(ID, longest, BY_HAND));

        Book renamed =
                done(
                        await(
                                books.replace(
                                        ID,
                                        inCategory(title.replace('t', 'u'), "B", "9780679722762"),
                                        ANY,
                                        BY_HAND)));

        assertThat(found("u39")).containsExactly(renamed);
        assertThat(found("t39")).isEmpty();
    }
}
