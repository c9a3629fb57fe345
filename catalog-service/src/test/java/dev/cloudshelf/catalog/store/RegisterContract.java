package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.DUNE_ISBN;
import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookChange;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of changes by administrators. Each test starts with an empty catalog. */
public interface RegisterContract {

    Instant LATER = NOW.plusSeconds(600);
    UUID ID = new UUID(5, 1);
    OptionalLong ANY = OptionalLong.empty();

    BookStore books();

    ReservationStore reservations();

    /** Returns the audit log of a book, in order: action, editor, and difference. */
    List<String> auditLog(UUID book);

    private static BookDraft dune(String price) {
        BookDraft draft = BookStoreContract.draft(null, "Dune", DUNE_ISBN.digits());
        return new BookDraft(
                null,
                draft.title(),
                draft.author(),
                draft.isbn(),
                new BigDecimal(price),
                draft.category(),
                null,
                null,
                null,
                null,
                null,
                null,
                draft.stockQuantity());
    }

    private Book create() {
        BookChange created = await(books().create(ID, dune("9.99"), BY_HAND));
        assertThat(created).isInstanceOf(BookChange.Done.class);
        return ((BookChange.Done) created).book();
    }

    @Test
    default void createdBookIsFound() {
        Book book = create();

        assertThat(book.id()).isEqualTo(ID);
        assertThat(book.stockQuantity()).isEqualTo(5);
        assertThat(book.createdAt()).isEqualTo(NOW);
        assertThat(await(books().byIsbn(DUNE_ISBN))).contains(book);
        assertThat(auditLog(ID)).singleElement().asString().startsWith("created by admin");
    }

    @Test
    default void isbnOfAnotherBookIsRejected() {
        create();
        assertThat(await(books().create(new UUID(5, 2), dune("1.00"), BY_HAND)))
                .isEqualTo(new BookChange.IsbnTaken());

        BookDraft other = BookStoreContract.draft(null, "Emma", null);
        await(books().create(new UUID(5, 3), other, BY_HAND));
        assertThat(await(books().replace(new UUID(5, 3), dune("1.00"), ANY, BY_HAND)))
                .isEqualTo(new BookChange.IsbnTaken());
        assertThat(auditLog(new UUID(5, 3))).hasSize(1);
    }

    @Test
    default void replacementNeedsTheCurrentVersion() {
        Book seen = create();
        OptionalLong version = OptionalLong.of(seen.version());
        BookChange replaced = await(books().replace(ID, dune("8.99"), version, BY_HAND));

        assertThat(replaced)
                .isInstanceOfSatisfying(
                        BookChange.Done.class,
                        done -> {
                            assertThat(done.book().price().amount()).isEqualTo("8.99");
                            assertThat(done.book().version()).isGreaterThan(seen.version());
                        });
        assertThat(await(books().replace(ID, dune("7.99"), version, BY_HAND)))
                .isEqualTo(new BookChange.Stale());
        assertThat(await(books().replace(new UUID(1, 1), dune("7.99"), ANY, BY_HAND)))
                .isEqualTo(new BookChange.NoSuchBook());
        assertThat(auditLog(ID))
                .hasSize(2)
                .last()
                .isEqualTo("changed by admin: {\"price\": [9.99, 8.99]}");
    }

    @Test
    default void stockIsKeptWhereTheDraftHasNone() {
        Book book = create();
        await(books().addStock(ID, -2, BY_HAND));
        BookDraft silent = BookStoreContract.draft(null, "Dune", null);
        BookDraft draft =
                new BookDraft(
                        null,
                        silent.title(),
                        silent.author(),
                        null,
                        silent.price(),
                        silent.category(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        await(books().replace(ID, draft, ANY, BY_HAND));

        Book after = await(books().byId(ID)).orElseThrow();
        assertThat(after.stockQuantity()).isEqualTo(book.stockQuantity() - 2);
        assertThat(after.isbn()).isNull();
        assertThat(auditLog(ID).get(1)).isEqualTo("changed by admin: {\"stock_quantity\": [5, 3]}");
    }

    @Test
    default void oneOfRacingReplacementsSucceeds() {
        OptionalLong version = OptionalLong.of(create().version());
        List<Uni<BookChange>> racing = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            racing.add(books().replace(ID, dune("1.0" + i), version, BY_HAND));
        }
        assertThat(await(Uni.join().all(racing).andFailFast()))
                .filteredOn(BookChange.Done.class::isInstance)
                .hasSize(1);
        assertThat(auditLog(ID)).hasSize(2);
    }

    @Test
    default void deletedBookIsGoneAndItsAuditLogStays() {
        Book book = create();
        assertThat(await(books().delete(ID, OptionalLong.of(book.version() + 1), BY_HAND)))
                .isEqualTo(new BookChange.Stale());
        assertThat(await(books().delete(ID, OptionalLong.of(book.version()), BY_HAND)))
                .isEqualTo(new BookChange.Deleted());

        assertThat(await(books().byId(ID))).isEmpty();
        assertThat(await(books().delete(ID, ANY, BY_HAND))).isEqualTo(new BookChange.NoSuchBook());
        assertThat(auditLog(ID)).hasSize(2).last().asString().startsWith("deleted by admin");
    }

    @Test
    default void reservedBookIsNotDeleted() {
        create();
        UUID order = new UUID(7, 1);
        await(reservations().reserve(order, List.of(new Line(ID, 1)), NOW, LATER));
        assertThat(await(books().delete(ID, ANY, BY_HAND))).isEqualTo(new BookChange.Held());

        await(reservations().confirm(order, NOW));
        assertThat(await(books().delete(ID, ANY, BY_HAND))).isEqualTo(new BookChange.Deleted());
    }

    /**
     * Either the order gets its copy and the book stays, or the book is deleted and the order gets
     * none.
     */
    @Test
    default void deletionAndReservationNeverBothSucceed() {
        for (int i = 0; i < 30; i++) {
            UUID id = new UUID(6, i);
            await(books().create(id, BookStoreContract.draft(null, "B" + i, null), BY_HAND));
            var both =
                    Uni.combine()
                            .all()
                            .unis(
                                    books().delete(id, ANY, BY_HAND),
                                    reservations()
                                            .reserve(
                                                    new UUID(8, i),
                                                    List.of(new Line(id, 1)),
                                                    NOW,
                                                    LATER))
                            .asTuple();
            var outcome = await(both);
            boolean deleted = outcome.getItem1() instanceof BookChange.Deleted;
            boolean held = outcome.getItem2() instanceof Reserved.Held;
            assertThat(deleted).as("round %d: %s", i, outcome).isNotEqualTo(held);
            assertThat(await(books().byId(id)).isPresent()).isEqualTo(held);
        }
    }
}
