package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore.Released;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of a store for many concurrent orders of the same few books: a deadlock would fail
 * one of the calls, and a lost update would make the sum wrong.
 */
public interface OverlappingOrdersContract extends ReservationFixture {

    @ParameterizedTest(name = "{0} copies of each of six books, 300 orders")
    @ValueSource(ints = {2000, 150})
    default void overlappingOrdersNeitherFailNorLoseACopy(int stock) {
        List<Book> shelf = IntStream.range(0, 6).mapToObj(i -> book("Volume" + i, stock)).toList();
        Random random = new Random(stock);
        Map<UUID, List<Line>> orders = new HashMap<>();
        List<Uni<Void>> lives = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            List<Line> lines = someOf(shelf, random);
            orders.put(order(n), lines);
            lives.add(life(order(n), lines, random));
            if (n % 10 == 0) {
                lives.add(reservations().countSales(20).replaceWithVoid());
            }
        }

        await(Uni.join().all(lives).usingConcurrencyOf(40).andFailFast());

        Map<UUID, Integer> sold = new HashMap<>();
        orders.forEach((order, lines) -> {
            // Releases what is still reserved; sales report that they are confirmed.
            if (await(reservations().release(order, NOW)) instanceof Released.ConfirmedBefore) {
                lines.forEach(line -> sold.merge(line.bookId(), line.quantity(), Integer::sum));
            }
        });
        assertThat(sold).isNotEmpty();
        for (Book book : shelf) {
            assertThat(sold(book)).isEqualTo(sold.getOrDefault(book.id(), 0));
            assertThat(onHand(book)).isEqualTo(stock - sold(book));
        }
    }

    /** Returns one to all of the books in random order, one to three copies of each. */
    private static List<Line> someOf(List<Book> shelf, Random random) {
        List<Book> books = new ArrayList<>(shelf);
        Collections.shuffle(books, random);
        return books.stream()
                .limit(1 + random.nextInt(shelf.size()))
                .map(book -> new Line(book.id(), 1 + random.nextInt(3)))
                .toList();
    }

    /** Plays the life of an order, with repeated and out-of-order calls. */
    private Uni<Void> life(UUID order, List<Line> lines, Random random) {
        Uni<Void> reserve = reservations().reserve(order, lines, NOW, LATER).replaceWithVoid();
        Uni<Void> twin =
                reservations().reserve(order, lines.reversed(), NOW, LATER).replaceWithVoid();
        Uni<Void> confirm = reservations().confirm(order, NOW).replaceWithVoid();
        Uni<Void> release = reservations().release(order, NOW).replaceWithVoid();
        Uni<Void> restock = reservations().restock(order, NOW).replaceWithVoid();
        return switch (random.nextInt(6)) {
            case 0 -> reserve.chain(() -> confirm);
            case 1 -> reserve.chain(() -> release);
            case 2 -> reserve.chain(() -> confirm).chain(() -> restock);
            case 3 ->
                    inParallel(List.of(reserve, twin))
                            .chain(() -> inParallel(List.of(confirm, release)));
            case 4 -> inParallel(List.of(reserve.chain(() -> confirm), twin, twin));
            default ->
                    inParallel(
                            List.of(reserve, twin.chain(() -> confirm), confirm, release, restock));
        };
    }

    private static Uni<Void> inParallel(List<Uni<Void>> calls) {
        return Uni.join().all(calls).andFailFast().replaceWithVoid();
    }
}
