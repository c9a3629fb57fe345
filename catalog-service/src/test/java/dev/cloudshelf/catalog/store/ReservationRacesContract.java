package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.domain.ReservationStore.Released;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import dev.cloudshelf.catalog.domain.ReservationStore.Restocked;
import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import io.smallrye.mutiny.tuples.Tuple3;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The contract of every store of reservations for racing callers. */
public interface ReservationRacesContract extends ReservationFixture {

    int ORDERS = 60;

    /** Starts all at once; the store's connection pool decides how many really run in parallel. */
    private static <T> List<T> race(List<Uni<T>> racers) {
        return await(Uni.join().all(racers).andFailFast());
    }

    private static <T> List<T> race(int racers, Uni<T> each) {
        return race(IntStream.range(0, racers).mapToObj(i -> each).toList());
    }

    /** Reserves two copies for each order number below {@link #ORDERS}. */
    private void reserveTwoEach(Book book) {
        race(
                IntStream.range(0, ORDERS)
                        .mapToObj(n -> reserve(order(n), new Line(book.id(), 2)))
                        .toList());
        assertThat(onHand(book)).isEqualTo(0);
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

    @Test
    default void halfAnOrderIsNeverHeld() {
        Book plenty = book("Plenty", 100);
        Book scarce = book("Scarce", 10);

        List<Reserved> all =
                race(
                        IntStream.range(0, 50)
                                .mapToObj(n ->
                                        reserve(
                                                order(n),
                                                new Line(plenty.id(), 2),
                                                new Line(scarce.id(), 1)))
                                .toList());

        assertThat(all).filteredOn(Reserved.Held.class::isInstance).hasSize(10);
        assertThat(onHand(scarce)).isZero();
        assertThat(onHand(plenty)).isEqualTo(80);
    }

    @RepeatedTest(5)
    default void confirmAndReleaseExcludeEachOther() {
        Book dune = book("Dune", 2 * ORDERS);
        reserveTwoEach(dune);

        List<Uni<Tuple2<Confirmed, Released>>> races = new ArrayList<>();
        for (int n = 0; n < ORDERS; n++) {
            Uni<Confirmed> confirm = reservations().confirm(order(n), NOW);
            Uni<Released> release = reservations().release(order(n), NOW);
            races.add(
                    n % 2 == 0
                            ? Uni.combine().all().unis(confirm, release).asTuple()
                            : Uni.combine()
                                    .all()
                                    .unis(release, confirm)
                                    .asTuple()
                                    .map(r -> Tuple2.of(r.getItem2(), r.getItem1())));
        }

        int sold = 0;
        for (Tuple2<Confirmed, Released> race : race(races)) {
            boolean confirmed = race.getItem1() instanceof Confirmed.Done;
            assertThat(race.getItem2())
                    .isEqualTo(confirmed ? new Released.ConfirmedBefore() : new Released.Done());
            sold += confirmed ? 2 : 0;
        }
        assertThat(sold(dune)).isEqualTo(sold);
        assertThat(onHand(dune)).isEqualTo(2 * ORDERS - sold);
    }

    @Test
    default void racingConfirmationsSellOnce() {
        Book dune = book("Dune", 5);
        await(reserve(order(1), new Line(dune.id(), 2)));

        List<Confirmed> all = race(20, reservations().confirm(order(1), NOW));

        assertThat(all).hasSize(20).containsOnly(all.getFirst());
        assertThat(all.getFirst()).isInstanceOf(Confirmed.Done.class);
        assertThat(sold(dune)).isEqualTo(2);
        assertThat(onHand(dune)).isEqualTo(3);
    }

    @Test
    default void racingRestocksTakeTheSaleBackOnce() {
        Book dune = book("Dune", 5);
        await(reserve(order(1), new Line(dune.id(), 2)));
        await(reservations().confirm(order(1), NOW));

        List<Restocked> all = race(20, reservations().restock(order(1), NOW));

        assertThat(all).hasSize(20).containsOnly(all.getFirst());
        assertThat(all.getFirst()).isInstanceOf(Restocked.Done.class);
        assertThat(sold(dune)).isZero();
        assertThat(onHand(dune)).isEqualTo(5);
    }

    @RepeatedTest(5)
    default void restockRacingOtherStepsAgreesWithTheWinner() {
        Book dune = book("Dune", 2 * ORDERS);
        reserveTwoEach(dune);
        Instant expired = LATER.plusSeconds(1);

        List<Uni<Tuple3<Confirmed, Released, Restocked>>> races = new ArrayList<>();
        for (int n = 0; n < ORDERS; n++) {
            Uni<Restocked> restock = reservations().restock(order(n), expired);
            races.add(
                    Uni.combine()
                            .all()
                            .unis(
                                    reservations().confirm(order(n), expired),
                                    reservations().release(order(n), expired),
                                    // The second one always comes after the confirmation, so that
                                    // some succeed.
                                    restock.chain(() -> restock))
                            .asTuple());
        }
        Uni<Swept> sweeps =
                reservations()
                        .releaseExpired(expired, ORDERS / 3)
                        .chain(() -> reservations().releaseExpired(expired, ORDERS / 3));
        var outcome =
                await(
                        Uni.combine()
                                .all()
                                .unis(Uni.join().all(races).andFailFast(), sweeps)
                                .asTuple());

        int sold = 0;
        for (Tuple3<Confirmed, Released, Restocked> race : outcome.getItem1()) {
            boolean confirmed = race.getItem1() instanceof Confirmed.Done;
            boolean restocked = race.getItem3() instanceof Restocked.Done;
            assertThat(race.getItem2() instanceof Released.Done).isNotEqualTo(confirmed);
            assertThat(restocked && !confirmed).isFalse();
            sold += confirmed && !restocked ? 2 : 0;
        }
        assertThat(sold(dune)).isEqualTo(sold);
        assertThat(onHand(dune)).isEqualTo(2 * ORDERS - sold);
    }

    /**
     * Several callers count while orders are confirmed and cancelled; no sale is lost or counted
     * twice.
     */
    @RepeatedTest(5)
    default void racingSalesAndRestocksAreCountedExactly() {
        Book dune = book("Dune", 2 * ORDERS);
        reserveTwoEach(dune);

        List<Uni<Integer>> races = new ArrayList<>();
        int cancelled = 0;
        for (int n = 0; n < ORDERS; n++) {
            Uni<Confirmed> confirm = reservations().confirm(order(n), NOW);
            if (n % 3 == 0) {
                cancelled++;
                Uni<Restocked> restock = reservations().restock(order(n), NOW);
                races.add(confirm.chain(() -> restock).replaceWith(0));
            } else {
                races.add(confirm.replaceWith(0));
            }
            races.add(reservations().countSales(7));
        }
        race(races);

        int expected = 2 * (ORDERS - cancelled);
        assertThat(sold(dune)).isEqualTo(expected);
        assertThat(onHand(dune)).isEqualTo(2 * ORDERS - expected);
        assertThat(await(reservations().countSales(ALL))).isZero();
    }

    @RepeatedTest(5)
    default void releaseRacingItsReservationLeavesNothingHeld() {
        Book dune = book("Dune", 100);
        List<Uni<Reserved>> reserves = new ArrayList<>();
        List<Uni<Released>> releases = new ArrayList<>();
        for (int n = 0; n < ORDERS; n++) {
            reserves.add(reserve(order(n), new Line(dune.id(), 1)));
            reserves.add(reserve(order(n), new Line(dune.id(), 1)));
            releases.add(reservations().release(order(n), NOW));
        }

        var outcome =
                await(
                        Uni.combine()
                                .all()
                                .unis(
                                        Uni.join().all(reserves).andFailFast(),
                                        Uni.join().all(releases).andFailFast())
                                .asTuple());

        assertThat(outcome.getItem2()).containsOnly(new Released.Done());
        assertThat(outcome.getItem1())
                .allMatch(reserved ->
                        reserved instanceof Reserved.Held
                                || reserved instanceof Reserved.ReleasedBefore);
        assertThat(onHand(dune)).isEqualTo(100);
    }
}
