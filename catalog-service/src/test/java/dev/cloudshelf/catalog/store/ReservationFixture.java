package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Helpers for tests of reservations. Each test starts with an empty catalog. */
public interface ReservationFixture {

    Instant LATER = NOW.plusSeconds(600);

    /** More orders than any test makes. */
    int ALL = 1_000;

    BookStore books();

    ReservationStore reservations();

    /** Deletes a book permanently. */
    void remove(Book book);

    /**
     * @param title unique in the test
     */
    default Book book(String title, int stock) {
        await(
                books().save(
                                List.of(BookStoreContract.draft("s:" + title, title, null)),
                                ImportDefaults.NONE,
                                BookStoreContract.BY_HAND));
        BookQuery byTitle =
                new BookQuery(
                        "\"" + title + "\"",
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        BookQuery.Sort.RELEVANCE,
                        null,
                        1);
        Book book = await(books().find(byTitle)).orElseThrow().items().getFirst();
        await(
                books().setStock(
                                book.id(),
                                stock,
                                OptionalLong.of(book.version()),
                                BookStoreContract.BY_HAND));
        return book;
    }

    default int onHand(Book book) {
        return await(books().byId(book.id())).orElseThrow().stockQuantity();
    }

    /** Returns the sold copies after all due sales are counted. */
    default int sold(Book book) {
        await(reservations().countSales(ALL));
        return await(books().byId(book.id())).orElseThrow().soldCount();
    }

    default UUID order(int n) {
        return new UUID(7, n);
    }

    default Uni<Reserved> reserve(UUID order, Line... lines) {
        return reservations().reserve(order, List.of(lines), NOW, LATER);
    }
}
