package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.domain.ReservationStore.Released;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every store of reservations for a single caller. */
public interface ReservationStoreContract extends ReservationFixture {

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
                                                    dune.id(),
                                                    "Dune",
                                                    dune.price(),
                                                    "Science Fiction",
                                                    2));
                        });
        assertThat(onHand(dune)).isEqualTo(3);
    }

    @Test
    default void allLinesAreReservedOrNone() {
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
                                        .containsExactly(
                                                new Shortage(scarce.id(), 2, 1),
                                                new Shortage(gone, 1, 0)));
        assertThat(onHand(plenty)).isEqualTo(5);
        assertThat(onHand(scarce)).isEqualTo(1);
        // A shortage has no effect: the same order may try again with less.
        assertThat(await(reserve(order(1), new Line(scarce.id(), 1))))
                .isInstanceOf(Reserved.Held.class);
    }

    @Test
    default void repeatedReservationTakesNothingMore() {
        Book dune = book("Dune", 5);

        Reserved first = await(reserve(order(1), new Line(dune.id(), 2)));
        Reserved again = await(reserve(order(1), new Line(dune.id(), 3)));

        assertThat(again).isEqualTo(first);
        assertThat(onHand(dune)).isEqualTo(3);
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

        assertThat(await(reservations().releaseExpired(LATER, 100).map(Swept::released))).isZero();
        assertThat(
                        await(
                                reservations()
                                        .releaseExpired(LATER.plusSeconds(1), 100)
                                        .map(Swept::released)))
                .isEqualTo(1);
        assertThat(onHand(dune)).isEqualTo(3);
        assertThat(await(reservations().confirm(order(1), LATER)))
                .isEqualTo(new Confirmed.ReleasedBefore());
    }

    @Test
    default void reservedLineKeepsItsPriceWhenTheBookChanges() {
        Book dune = book("Dune", 5);
        Reserved first = await(reserve(order(1), new Line(dune.id(), 2)));

        await(books().save(List.of(dearerDune()), ImportDefaults.NONE, BY_HAND));

        assertThat(await(reserve(order(1), new Line(dune.id(), 2)))).isEqualTo(first);
        Reservation promised = ((Reserved.Held) first).reservation();
        assertThat(await(reservations().confirm(order(1), NOW)))
                .isInstanceOfSatisfying(
                        Confirmed.Done.class,
                        done -> assertThat(done.reservation().lines()).isEqualTo(promised.lines()));
        assertThat(await(books().byId(dune.id())).orElseThrow().category()).isEqualTo("Classics");
    }

    private static BookDraft dearerDune() {
        return new BookDraft(
                "s:Dune",
                "Dune, the anniversary edition",
                "Frank Herbert",
                null,
                new BigDecimal("49.00"),
                "Classics",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    default void expiryIsTheSameToTheMicrosecondWhenAskedAgain() {
        Book dune = book("Dune", 5);
        Instant precise = LATER.plusNanos(123_456_789);

        Reserved first =
                await(
                        reservations()
                                .reserve(order(1), List.of(new Line(dune.id(), 1)), NOW, precise));

        assertThat(
                        await(
                                reservations()
                                        .reserve(
                                                order(1),
                                                List.of(new Line(dune.id(), 1)),
                                                NOW,
                                                precise)))
                .isEqualTo(first);
    }

    @Test
    default void expiryReleasesTheLongestExpiredFirst() {
        Book dune = book("Dune", 5);
        for (int n = 1; n <= 3; n++) {
            await(
                    reservations()
                            .reserve(
                                    order(n),
                                    List.of(new Line(dune.id(), 1)),
                                    NOW,
                                    LATER.minusSeconds(n)));
        }

        assertThat(await(reservations().releaseExpired(LATER, 2).map(Swept::released)))
                .isEqualTo(2);

        assertThat(await(reservations().confirm(order(1), LATER)))
                .isInstanceOf(Confirmed.Done.class);
        assertThat(await(reservations().confirm(order(3), LATER)))
                .isEqualTo(new Confirmed.ReleasedBefore());
        assertThat(await(reservations().releaseExpired(LATER, 2).map(Swept::released))).isZero();
        assertThat(onHand(dune)).isEqualTo(4);
    }
}
