package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.domain.ReservationStore.Released;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import dev.cloudshelf.catalog.domain.ReservationStore.Restocked;
import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import dev.cloudshelf.catalog.store.BookStoreContract;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * An order of the maximum length takes two transactions for each step; a process may die between
 * them.
 */
class HundredLinesTest {

    private static final Instant LATER = NOW.plusSeconds(600);
    private static final UUID ORDER = new UUID(7, 1);

    private BookStore books;
    private ReservationStore reservations;
    private List<Line> lines;

    @BeforeEach
    void hundredBooks() {
        DynamoDbAsyncClient client = DynamoDbFixture.emptyCatalog();
        books = new DynamoDbBookStore(client, new Ids(Clock.systemUTC()));
        reservations = new DynamoDbReservationStore(client, DynamoDbFixture.KEPT);
        List<BookDraft> drafts =
                IntStream.range(0, Reservation.LINES_MAX)
                        .mapToObj(i -> BookStoreContract.draft("s:" + i, "Book " + i, null))
                        .toList();
        await(books.save(drafts, ImportDefaults.NONE, BY_HAND));
        lines =
                shelf().stream()
                        .map(book -> new Line(book.id(), 2))
                        .sorted(Comparator.comparing(line -> line.bookId().toString()))
                        .toList();
        assertThat(lines).hasSize(Reservation.LINES_MAX);
    }

    private List<Book> shelf() {
        BookQuery all =
                new BookQuery(
                        null, null, null, null, null, null, false, BookQuery.Sort.TITLE, null, 100);
        return await(books.find(all)).orElseThrow().items();
    }

    private void expect(int onHand, int sold) {
        assertThat(shelf()).extracting(Book::stockQuantity).containsOnly(onHand);
        assertThat(shelf()).extracting(Book::soldCount).containsOnly(sold);
    }

    private Uni<Reserved> reserve() {
        return reservations.reserve(ORDER, lines, NOW, LATER);
    }

    /** Lets the next transaction pass and fails all later ones, as if the process had died. */
    private static void dieAfterOneTransaction() {
        AtomicInteger transactions = new AtomicInteger();
        DynamoDbFixture.transactionsMeet(transaction ->
                transactions.getAndIncrement() == 0
                        ? Optional.empty()
                        : Optional.of(SdkClientException.create("gone")));
    }

    private static void recover() {
        DynamoDbFixture.transactionsMeet(transaction -> Optional.empty());
    }

    @Test
    void everyStepCoversAllLines() {
        assertThat(await(reserve()))
                .isInstanceOfSatisfying(
                        Reserved.Held.class,
                        held -> assertThat(held.reservation().lines()).hasSize(100));
        expect(3, 0);
        assertThat(await(reservations.confirm(ORDER, NOW))).isInstanceOf(Confirmed.Done.class);
        expect(3, 2);
        assertThat(await(reservations.restock(ORDER, NOW))).isInstanceOf(Restocked.Done.class);
        expect(5, 0);

        UUID other = new UUID(7, 2);
        await(reservations.reserve(other, lines, NOW, LATER));
        assertThat(await(reservations.release(other, NOW))).isEqualTo(new Released.Done());
        expect(5, 0);
    }

    @Test
    void shortageOfTheLastLineReleasesTheOthers() {
        Line last = lines.getLast();
        // Between the read and the second transaction, another order takes the last copies.
        AtomicInteger transactions = new AtomicInteger();
        DynamoDbFixture.transactionsMeet(transaction -> {
            if (transactions.getAndIncrement() == 1) {
                recover();
                await(books.setStock(last.bookId(), 1, OptionalLong.empty(), BY_HAND));
            }
            return Optional.empty();
        });

        assertThat(await(reserve()))
                .isEqualTo(new Reserved.OutOfStock(List.of(new Shortage(last.bookId(), 2, 1))));
        await(books.setStock(last.bookId(), 5, OptionalLong.empty(), BY_HAND));
        expect(5, 0);
        assertThat(await(reserve())).isInstanceOf(Reserved.Held.class);
    }

    @Test
    void unfinishedReservationIsCompletedByARepeat() {
        dieAfterOneTransaction();
        assertThatThrownBy(() -> await(reserve())).isInstanceOf(Unavailable.class);
        recover();

        // No caller was told that it is reserved.
        assertThat(await(reservations.confirm(ORDER, NOW))).isEqualTo(new Confirmed.Unknown());
        assertThat(await(reserve())).isInstanceOf(Reserved.Held.class);
        expect(3, 0);
    }

    @Test
    void unfinishedReservationIsReleasedByTheSweeper() {
        dieAfterOneTransaction();
        assertThatThrownBy(() -> await(reserve())).isInstanceOf(Unavailable.class);
        recover();

        assertThat(
                        await(
                                reservations
                                        .releaseExpired(LATER.plusSeconds(1), 10)
                                        .map(Swept::released)))
                .isEqualTo(1);
        expect(5, 0);
        assertThat(await(reserve())).isEqualTo(new Reserved.ReleasedBefore());
    }

    @Test
    void unfinishedStepIsCompletedByTheNextCall() {
        await(reserve());
        dieAfterOneTransaction();
        assertThatThrownBy(() -> await(reservations.confirm(ORDER, NOW)))
                .isInstanceOf(Unavailable.class);
        recover();

        assertThat(await(reservations.confirm(ORDER, NOW))).isInstanceOf(Confirmed.Done.class);
        expect(3, 2);
    }

    @Test
    void unfinishedStepIsCompletedByTheSweeper() {
        await(reserve());
        dieAfterOneTransaction();
        assertThatThrownBy(() -> await(reservations.confirm(ORDER, NOW)))
                .isInstanceOf(Unavailable.class);
        recover();

        assertThat(
                        await(
                                reservations
                                        .releaseExpired(LATER.plusSeconds(1), 10)
                                        .map(Swept::released)))
                .isZero();
        expect(3, 2);
        assertThat(
                        await(
                                reservations
                                        .releaseExpired(LATER.plusSeconds(1), 10)
                                        .map(Swept::released)))
                .isZero();
        expect(3, 2);
    }
}
