package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.domain.ReservationStore.Released;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import dev.cloudshelf.catalog.domain.ReservationStore.Restocked;
import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import dev.cloudshelf.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of sales: counting and restocking. */
public interface RestockContract extends ReservationFixture {

    private Reservation sell(int order, Line... lines) {
        await(reserve(order(order), lines));
        Confirmed confirmed = await(reservations().confirm(order(order), NOW));
        return ((Confirmed.Done) confirmed).reservation();
    }

    @Test
    default void restockedSaleIsOnHandAgainOnce() {
        Book dune = book("Dune", 5);
        Book emma = book("Emma", 3);
        sell(9, new Line(dune.id(), 1));
        Reservation sold = sell(1, new Line(dune.id(), 2), new Line(emma.id(), 3));
        assertThat(onHand(emma)).isZero();

        Restocked first = await(reservations().restock(order(1), NOW));
        Restocked again = await(reservations().restock(order(1), NOW));

        assertThat(first)
                .isEqualTo(
                        new Restocked.Done(
                                new Reservation(
                                        order(1),
                                        Status.RESTOCKED,
                                        sold.lines(),
                                        sold.expiresAt())));
        assertThat(again).isEqualTo(first);
        assertThat(onHand(dune)).isEqualTo(4);
        assertThat(sold(dune)).isEqualTo(1);
        assertThat(onHand(emma)).isEqualTo(3);
        assertThat(sold(emma)).isZero();
    }

    @Test
    default void onlyASaleIsRestocked() {
        Book dune = book("Dune", 5);
        await(reserve(order(1), new Line(dune.id(), 1)));
        await(reserve(order(2), new Line(dune.id(), 1)));
        await(reservations().release(order(2), NOW));
        await(reservations().release(order(3), NOW));

        for (int n = 1; n <= 3; n++) {
            assertThat(await(reservations().restock(order(n), NOW)))
                    .isEqualTo(new Restocked.NotConfirmed());
        }
        assertThat(await(reservations().restock(order(4), NOW))).isEqualTo(new Restocked.Unknown());
        assertThat(onHand(dune)).isEqualTo(4);
        // The rejected order can still become a sale.
        assertThat(await(reservations().confirm(order(1), NOW))).isInstanceOf(Confirmed.Done.class);
    }

    @Test
    default void restockedOrderIsOver() {
        Book dune = book("Dune", 5);
        sell(1, new Line(dune.id(), 2));
        Restocked restocked = await(reservations().restock(order(1), NOW));

        assertThat(await(reservations().confirm(order(1), NOW)))
                .isEqualTo(new Confirmed.RestockedBefore());
        assertThat(await(reservations().release(order(1), NOW)))
                .isEqualTo(new Released.RestockedBefore());
        assertThat(
                        await(
                                reservations()
                                        .releaseExpired(LATER.plusSeconds(1), 100)
                                        .map(Swept::released)))
                .isZero();
        assertThat(await(reserve(order(1), new Line(dune.id(), 2))))
                .isEqualTo(new Reserved.Held(((Restocked.Done) restocked).reservation()));
        assertThat(onHand(dune)).isEqualTo(5);
        assertThat(sold(dune)).isZero();
    }

    @Test
    default void booksThatAreGoneAreLeftOut() {
        Book dune = book("Dune", 5);
        Book emma = book("Emma", 5);
        Reservation sold = sell(1, new Line(dune.id(), 2), new Line(emma.id(), 2));
        remove(emma);

        assertThat(await(reservations().restock(order(1), NOW)))
                .isInstanceOfSatisfying(
                        Restocked.Done.class,
                        done -> assertThat(done.reservation().lines()).isEqualTo(sold.lines()));

        assertThat(onHand(dune)).isEqualTo(5);
        assertThat(sold(dune)).isZero();
        assertThat(await(books().byId(emma.id()))).isEmpty();
    }

    @Test
    default void restockIsAChangeOfTheBook() {
        Book dune = book("Dune", 5);
        sell(1, new Line(dune.id(), 2));
        long version = await(books().byId(dune.id())).orElseThrow().version();

        await(reservations().restock(order(1), NOW));

        assertThat(await(books().byId(dune.id())).orElseThrow().version()).isGreaterThan(version);
    }

    @Test
    default void bestsellersLoseTheirRankWhenSalesAreRestocked() {
        assumeTrue(books().capability().sorts().contains(BookQuery.Sort.BESTSELLING));
        List<Book> shelf =
                Stream.of("A", "B", "C", "D", "E", "F", "G").map(t -> book(t, 9)).toList();
        int[] sales = {0, 3, 3, 7, 0, 1, 3};
        for (int i = 0; i < sales.length; i++) {
            if (sales[i] > 0) {
                sell(i, new Line(shelf.get(i).id(), sales[i]));
            }
        }

        assertThat(soldInPagesOfTwo()).containsExactly(7, 3, 3, 3, 1, 0, 0);

        await(reservations().restock(order(3), NOW));
        assertThat(soldInPagesOfTwo()).containsExactly(3, 3, 3, 1, 0, 0, 0);
    }

    @Test
    default void salesAreCountedOnceAtOnceOrLater() {
        Book dune = book("Dune", 9);
        Book emma = book("Emma", 9);
        sell(1, new Line(dune.id(), 2), new Line(emma.id(), 1));
        sell(2, new Line(dune.id(), 3));
        Book uncounted = await(books().byId(dune.id())).orElseThrow();
        assertThat(uncounted.soldCount()).isEqualTo(reservations().countsLater() ? 0 : 5);

        assertThat(await(reservations().countSales(1))).isEqualTo(ifLater(1));
        assertThat(await(reservations().countSales(ALL))).isEqualTo(ifLater(1));
        assertThat(await(reservations().countSales(ALL))).isZero();

        Book counted = await(books().byId(dune.id())).orElseThrow();
        assertThat(counted.soldCount()).isEqualTo(5);
        // The version stays, because readers see no difference.
        assertThat(counted.version()).isEqualTo(uncounted.version());
        assertThat(sold(emma)).isEqualTo(1);
    }

    @Test
    default void takenBackSaleCountsNothingWheneverItIsCounted() {
        Book dune = book("Dune", 9);
        sell(1, new Line(dune.id(), 2));
        sell(2, new Line(dune.id(), 3));
        await(reservations().restock(order(1), NOW));
        assertThat(await(reservations().countSales(ALL))).isEqualTo(ifLater(1));
        await(reservations().restock(order(2), NOW));

        assertThat(await(reservations().countSales(ALL))).isEqualTo(ifLater(1));
        assertThat(await(reservations().countSales(ALL))).isZero();
        assertThat(await(books().byId(dune.id())).orElseThrow().soldCount()).isZero();
    }

    @Test
    default void salesOfABookThatIsGoneAreCountedWithoutIt() {
        Book dune = book("Dune", 9);
        Book emma = book("Emma", 9);
        sell(1, new Line(dune.id(), 2), new Line(emma.id(), 1));
        remove(emma);

        assertThat(await(reservations().countSales(ALL))).isEqualTo(ifLater(1));
        assertThat(sold(dune)).isEqualTo(2);
    }

    /** Returns the number of sales that are due; 0 if the store counts them at once. */
    private int ifLater(int orders) {
        return reservations().countsLater() ? orders : 0;
    }

    /** Follows the cursors to the end, and checks that each book occurs once. */
    private List<Integer> soldInPagesOfTwo() {
        await(reservations().countSales(ALL));
        BookQuery query =
                new BookQuery(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        BookQuery.Sort.BESTSELLING,
                        null,
                        2);
        List<Book> seen = new ArrayList<>();
        Page<Book> page = await(books().find(query)).orElseThrow();
        seen.addAll(page.items());
        while (page.next().isPresent()) {
            assertThat(page.items()).hasSize(2);
            query = query.after(page.next().get()).orElseThrow();
            page = await(books().find(query)).orElseThrow();
            seen.addAll(page.items());
        }
        assertThat(seen).extracting(Book::id).doesNotHaveDuplicates();
        return seen.stream().map(Book::soldCount).toList();
    }
}
