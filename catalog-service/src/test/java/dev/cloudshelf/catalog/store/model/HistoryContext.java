package dev.cloudshelf.catalog.store.model;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ReservationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The context in which a history runs: the store, the model, and the meaning of names and time in
 * both.
 */
final class HistoryContext {

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);
    private static final UUID NO_BOOK = new UUID(1, 1);

    private final BookStore books;
    private final ReservationStore reservations;
    private final List<Book> shelf;
    private final StockModel model;
    private Instant now;

    /**
     * @param shelf books whose titles are single letters
     */
    HistoryContext(BookStore books, ReservationStore reservations, List<Book> shelf, Instant now) {
        this.books = books;
        this.reservations = reservations;
        this.shelf = List.copyOf(shelf);
        this.model = new StockModel(shelf, reservations.countsLater());
        this.now = now;
    }

    BookStore books() {
        return books;
    }

    ReservationStore reservations() {
        return reservations;
    }

    StockModel model() {
        return model;
    }

    Instant now() {
        return now;
    }

    /** Returns the expiry of a reservation that is made now. */
    Instant expiry() {
        return now.plus(TIME_TO_LIVE);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    UUID order(int number) {
        return new UUID(7, number);
    }

    /**
     * @return an id without a book if the title is not on the shelf
     */
    UUID book(char title) {
        return shelf.stream()
                .filter(book -> book.title().charAt(0) == title)
                .map(Book::id)
                .findFirst()
                .orElse(NO_BOOK);
    }
}
