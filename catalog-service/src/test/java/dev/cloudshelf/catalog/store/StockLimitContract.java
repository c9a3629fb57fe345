package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore.Released;
import dev.cloudshelf.catalog.domain.StockChange;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The contract of every store for books with the maximum stock or more. */
public interface StockLimitContract extends ReservationFixture {

    int ORDERS = 60;

    /** Sets the stock directly, bypassing the store. */
    void forceStock(Book book, int quantity);

    @Test
    default void deltaBeyondTheLimitAddsNothing() {
        Book dune = book("Dune", Book.STOCK_MAX - 1);

        assertThat(await(books().addStock(dune.id(), 2, BY_HAND)))
                .isEqualTo(new StockChange.OutOfRange(Book.STOCK_MAX - 1));
        assertThat(await(books().addStock(dune.id(), 1, BY_HAND)))
                .isInstanceOf(StockChange.Changed.class);
        assertThat(await(books().addStock(dune.id(), Integer.MAX_VALUE, BY_HAND)))
                .isEqualTo(new StockChange.OutOfRange(Book.STOCK_MAX));
        assertThat(onHand(dune)).isEqualTo(Book.STOCK_MAX);
    }

    @Test
    default void racingOrdersGiveCopiesBackAboveTheLimit() {
        Book dune = book("Dune", 2 * ORDERS);
        List<Uni<Void>> reserves = new ArrayList<>();
        for (int n = 0; n < ORDERS; n++) {
            reserves.add(reserve(order(n), new Line(dune.id(), 2)).replaceWithVoid());
        }
        await(Uni.join().all(reserves).andFailFast());
        await(books().setStock(dune.id(), Book.STOCK_MAX, OptionalLong.empty(), BY_HAND));

        List<Uni<Void>> races = new ArrayList<>();
        for (int n = 0; n < ORDERS; n++) {
            int order = n;
            races.add(
                    n % 2 == 0
                            ? reservations().release(order(n), NOW).replaceWithVoid()
                            : reservations()
                                    .confirm(order(n), NOW)
                                    .chain(() -> reservations().restock(order(order), NOW))
                                    .replaceWithVoid());
            if (n % 10 == 0) {
                races.add(
                        books().addStock(dune.id(), 1, BY_HAND)
                                .invoke(change ->
                                        assertThat(change)
                                                .isInstanceOf(StockChange.OutOfRange.class))
                                .replaceWithVoid());
            }
        }
        await(Uni.join().all(races).andFailFast());

        assertThat(onHand(dune)).isEqualTo(Book.STOCK_MAX + 2 * ORDERS);
        assertThat(sold(dune)).isZero();
        // Above the limit, copies can be removed and still be sold.
        assertThat(await(books().addStock(dune.id(), -1, BY_HAND)))
                .isInstanceOf(StockChange.Changed.class);
        await(reserve(order(ORDERS), new Line(dune.id(), 1)));
        assertThat(onHand(dune)).isEqualTo(Book.STOCK_MAX + 2 * ORDERS - 2);
    }

    @Test
    default void orderIsReleasedEvenWhereNoMoreCopiesCanBeCounted() {
        Book dune = book("Dune", 5);
        await(reserve(order(1), new Line(dune.id(), 2)));
        forceStock(dune, Integer.MAX_VALUE);

        assertThat(await(reservations().release(order(1), NOW))).isEqualTo(new Released.Done());

        assertThat(onHand(dune)).isEqualTo(Integer.MAX_VALUE);
    }
}
