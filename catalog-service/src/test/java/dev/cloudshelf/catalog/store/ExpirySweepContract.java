package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import dev.cloudshelf.catalog.domain.ReservationStore.Unreleased;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every store for expired reservations that cannot be released. */
public interface ExpirySweepContract extends ReservationFixture {

    int GOOD = 100;

    /** Makes it impossible to release the order, whose books no other order has. */
    void damage(UUID order);

    /** Undoes {@link #damage}. */
    void repair(UUID order);

    private void reserveUntil(UUID order, Book book, Instant expiresAt) {
        await(reservations().reserve(order, List.of(new Line(book.id(), 1)), NOW, expiresAt));
    }

    private Swept sweep(Instant now, int limit) {
        return await(reservations().releaseExpired(now, limit));
    }

    @Test
    default void damagedReservationDoesNotBlockOthers() {
        Book emma = book("Emma", 1);
        Book dune = book("Dune", GOOD);
        reserveUntil(order(0), emma, LATER.minusSeconds(60));
        for (int n = 1; n <= GOOD; n++) {
            reserveUntil(order(n), dune, LATER.minusSeconds(30));
        }
        damage(order(0));

        Swept first = sweep(LATER, GOOD);
        assertThat(first.released()).isEqualTo(GOOD - 1);
        assertThat(first.failed())
                .singleElement()
                .extracting(Unreleased::orderId, Unreleased::failures)
                .containsExactly(order(0).toString(), 1);
        assertThat(await(reservations().unreleased())).isOne();
        assertThat(sweep(LATER, GOOD)).isEqualTo(new Swept(1, List.of()));
        assertThat(onHand(dune)).isEqualTo(GOOD);

        Instant again = LATER.plus(ExpirySweep.PUT_OFF).plusSeconds(1);
        assertThat(sweep(again, GOOD).failed())
                .singleElement()
                .extracting(Unreleased::failures)
                .isEqualTo(2);
        repair(order(0));
        Instant repaired = again.plus(ExpirySweep.PUT_OFF).plusSeconds(1);
        assertThat(sweep(repaired, GOOD)).isEqualTo(new Swept(1, List.of()));
        assertThat(await(reservations().unreleased())).isZero();
        assertThat(onHand(emma)).isOne();
    }

    @Test
    default void fullBatchOfDamagedReservationsDoesNotBlockOthers() {
        Book dune = book("Dune", 1);
        for (int n = 1; n <= 4; n++) {
            reserveUntil(order(n), book("Emma " + n, 1), LATER.minusSeconds(60));
            damage(order(n));
        }
        reserveUntil(order(5), dune, LATER.minusSeconds(30));

        assertThat(sweep(LATER, 4).failed()).hasSize(4);
        assertThat(sweep(LATER, 4)).isEqualTo(new Swept(1, List.of()));
        assertThat(onHand(dune)).isOne();
    }

    @Test
    default void reservationThatWasPutOffCanStillBeConfirmed() {
        Book emma = book("Emma", 1);
        reserveUntil(order(1), emma, LATER.minusSeconds(60));
        damage(order(1));
        sweep(LATER, GOOD);
        repair(order(1));

        assertThat(await(reservations().confirm(order(1), LATER)))
                .isInstanceOf(Confirmed.Done.class);

        assertThat(await(reservations().unreleased())).isZero();
        assertThat(sold(emma)).isOne();
    }
}
