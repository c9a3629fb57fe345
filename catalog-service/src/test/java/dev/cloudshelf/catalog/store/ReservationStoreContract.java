package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.domain.ReservationStore.Released;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every store of reservations promises. Each test starts with an empty catalogue. */
public interface ReservationStoreContract {

    Instant LATER = NOW.plusSeconds(600);

    BookStore books();

    ReservationStore reservations();

    private Book book(String title, int stock) {
        await(
                books().save(
                                List.of(BookStoreContract.draft("s:" + title, title, null)),
                                ImportDefaults.NONE,
                                NOW));
        Book book =
                await(
                                books().find(
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
                                                        1)))
                        .orElseThrow()
                        .items()
                        .getFirst();
        await(books().setStock(book.id(), stock, book.version(), NOW));
        return book;
    }

    private int onHand(Book book) {
        return await(books().byId(book.id())).orElseThrow().stockQuantity();
    }

    private int sold(Book book) {
        return await(books().byId(book.id())).orElseThrow().soldCount();
    }

    private static UUID order(int n) {
        return new UUID(7, n);
    }

    private Uni<Reserved> reserve(UUID order, Line... lines) {
        return reservations().reserve(order, List.of(lines), NOW, LATER);
    }

    @Test
    default void reservedCopiesAreGoneAtOnceAndPriced() {
        Book dune = book("Dune", 5);

        Reserved reserved = await(reserve(order(1), new Line(dune.id(), 2)));

        assertThat(reserved)
                .isInstanceOfSatisfying(
                        Reserved.Held.class,
                        held -> {
                            assertThat(held.reservation().status()).isEqualTo(Status.RESERVED);
                            assertThat(held.reservation().expiresAt()).isEqualTo(LATER);
                            assertThat(held.reservation().lines())
                                    .containsExactly(
                                            new Reservation.PricedLine(
                                                    dune.id(), "Dune", dune.price(), 2));
                        });
        assertThat(onHand(dune)).isEqualTo(3);
    }

    @Test
    default void allLinesAreHeldOrNone() {
        Book plenty = book("Plenty", 5);
        Book scarce = book("Scarce", 1);
        UUID gone = new UUID(1, 1);

        Reserved reserved =
                await(
                        reserve(
                                order(1),
                                new Line(plenty.id(), 2),
                                new Line(scarce.id(), 2),
                                new Line(gone, 1)));

        assertThat(reserved)
                .isInstanceOfSatisfying(
                        Reserved.OutOfStock.class,
                        s ->
                                assertThat(s.shortages())
                                        .containsExactlyInAnyOrder(
                                                new Shortage(scarce.id(), 2, 1),
                                                new Shortage(gone, 1, 0)));
        assertThat(onHand(plenty)).isEqualTo(5);
        assertThat(onHand(scarce)).isEqualTo(1);
        // A shortage leaves nothing behind: the same order may try again with less.
        assertThat(await(reserve(order(1), new Line(scarce.id(), 1))))
                .isInstanceOf(Reserved.Held.class);
    }

    @Test
    default void reservingAgainAnswersTheSameAndTakesNothingMore() {
        Book dune = book("Dune", 5);

        Reserved first = await(reserve(order(1), new Line(dune.id(), 2)));
        Reserved again = await(reserve(order(1), new Line(dune.id(), 3)));

        assertThat(again).isEqualTo(first);
        assertThat(onHand(dune)).isEqualTo(3);
    }

    @Test
    default void racingDuplicatesHoldOnce() {
        Book dune = book("Dune", 50);

        List<Reserved> all =
                await(
                        Uni.join()
                                .all(
                                        IntStream.range(0, 20)
                                                .mapToObj(i ->
                                                        reserve(order(1), new Line(dune.id(), 2)))
                                                .toList())
                                .andFailFast());

        assertThat(all).hasSize(20).containsOnly(all.getFirst());
        assertThat(onHand(dune)).isEqualTo(48);
    }

    @Test
    default void lastCopiesAreSoldOnce() {
        Book dune = book("Dune", 10);

        List<Reserved> all =
                await(
                        Uni.join()
                                .all(
                                        IntStream.range(0, 100)
                                                .mapToObj(i ->
                                                        reserve(order(i), new Line(dune.id(), 1)))
                                                .toList())
                                .andFailFast());

        assertThat(all).filteredOn(Reserved.Held.class::isInstance).hasSize(10);
        assertThat(onHand(dune)).isZero();
    }

    @RepeatedTest(3)
    default void ordersOfTheSameBooksInAnyOrderDoNotDeadlock() {
        List<Book> shelf = IntStream.range(0, 6).mapToObj(i -> book("Volume" + i, 1000)).toList();
        Random random = new Random(42);
        List<Uni<?>> work = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            UUID order = order(i);
            List<Book> shuffled = new ArrayList<>(shelf);
            Collections.shuffle(shuffled, random);
            Line[] lines = shuffled.stream().map(b -> new Line(b.id(), 1)).toArray(Line[]::new);
            Uni<Reserved> held = reserve(order, lines);
            work.add(
                    i % 2 == 0
                            ? held.chain(() -> reservations().confirm(order, NOW))
                            : held.chain(() -> reservations().release(order, NOW)));
        }
        List<Uni<Object>> unis = work.stream().map(uni -> uni.map(Object.class::cast)).toList();

        await(Uni.join().all(unis).usingConcurrencyOf(16).andFailFast());

        for (Book book : shelf) {
            assertThat(onHand(book)).isEqualTo(970);
            assertThat(sold(book)).isEqualTo(30);
        }
    }

    @Test
    default void confirmedStockIsSoldOnce() {
        Book dune = book("Dune", 5);
        await(reserve(order(1), new Line(dune.id(), 2)));

        Confirmed first = await(reservations().confirm(order(1), NOW));
        Confirmed again = await(reservations().confirm(order(1), NOW));

        assertThat(first)
                .isInstanceOfSatisfying(
                        Confirmed.Done.class,
                        done ->
                                assertThat(done.reservation().status())
                                        .isEqualTo(Status.CONFIRMED));
        assertThat(again).isEqualTo(first);
        assertThat(onHand(dune)).isEqualTo(3);
        assertThat(sold(dune)).isEqualTo(2);
        assertThat(await(reserve(order(1), new Line(dune.id(), 2))))
                .isInstanceOf(Reserved.Held.class);
        assertThat(onHand(dune)).isEqualTo(3);
    }

    @Test
    default void releasedStockComesBackOnceAndForGood() {
        Book dune = book("Dune", 5);
        await(reserve(order(1), new Line(dune.id(), 2)));

        assertThat(await(reservations().release(order(1), NOW))).isEqualTo(new Released.Done());
        assertThat(await(reservations().release(order(1), NOW))).isEqualTo(new Released.Done());
        assertThat(onHand(dune)).isEqualTo(5);
        assertThat(await(reservations().confirm(order(1), NOW)))
                .isEqualTo(new Confirmed.ReleasedBefore());
        assertThat(await(reserve(order(1), new Line(dune.id(), 2))))
                .isEqualTo(new Reserved.ReleasedBefore());
        assertThat(onHand(dune)).isEqualTo(5);
    }

    @Test
    default void confirmedStockIsNotReleased() {
        Book dune = book("Dune", 5);
        await(reserve(order(1), new Line(dune.id(), 2)));
        await(reservations().confirm(order(1), NOW));

        assertThat(await(reservations().release(order(1), NOW)))
                .isEqualTo(new Released.ConfirmedBefore());
        assertThat(onHand(dune)).isEqualTo(3);
    }

    @Test
    default void releaseBeforeReserveLeavesATombstone() {
        Book dune = book("Dune", 5);

        assertThat(await(reservations().release(order(1), NOW))).isEqualTo(new Released.Done());
        assertThat(await(reserve(order(1), new Line(dune.id(), 2))))
                .isEqualTo(new Reserved.ReleasedBefore());
        assertThat(onHand(dune)).isEqualTo(5);
    }

    @Test
    default void unknownReservationIsNotConfirmed() {
        assertThat(await(reservations().confirm(order(9), NOW))).isEqualTo(new Confirmed.Unknown());
    }

    @RepeatedTest(10)
    default void confirmAndReleaseExcludeEachOther() {
        Book dune = book("Dune", 5);
        await(reserve(order(1), new Line(dune.id(), 2)));

        var both =
                await(
                        Uni.combine()
                                .all()
                                .unis(
                                        reservations().confirm(order(1), NOW),
                                        reservations().release(order(1), NOW))
                                .asTuple());

        boolean confirmed = both.getItem1() instanceof Confirmed.Done;
        assertThat(both.getItem2() instanceof Released.Done).isNotEqualTo(confirmed);
        assertThat(onHand(dune)).isEqualTo(confirmed ? 3 : 5);
        assertThat(sold(dune)).isEqualTo(confirmed ? 2 : 0);
    }

    @Test
    default void expiredReservationsGiveTheirStockBackByThemselves() {
        Book dune = book("Dune", 5);
        await(reserve(order(1), new Line(dune.id(), 1)));
        await(reserve(order(2), new Line(dune.id(), 1)));
        await(reservations().confirm(order(2), NOW));
        await(
                reservations()
                        .reserve(
                                order(3),
                                List.of(new Line(dune.id(), 1)),
                                NOW,
                                LATER.plusSeconds(60)));

        assertThat(await(reservations().releaseExpired(LATER, 100))).isZero();
        assertThat(await(reservations().releaseExpired(LATER.plusSeconds(1), 100))).isEqualTo(1);
        assertThat(onHand(dune)).isEqualTo(3);
        assertThat(await(reservations().confirm(order(1), LATER)))
                .isEqualTo(new Confirmed.ReleasedBefore());
    }
}
