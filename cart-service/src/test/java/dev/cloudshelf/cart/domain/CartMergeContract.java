package dev.cloudshelf.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.cart.domain.CartChange.Changed;
import dev.cloudshelf.kernel.Money;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of every store of carts for merging. Every copy is counted. */
public interface CartMergeContract {

    Instant START = Instant.parse("2126-11-20T12:00:00Z");

    CartStore store();

    @Test
    default void mergeAddsQuantitiesAndEmptiesTheGuestsCart() {
        var guest = newGuest();
        var customer = newCustomer();
        List<Book> books = books(3);
        await(store().set(guest, books.get(0), 2, START));
        await(store().set(guest, books.get(1), 3, START.plusSeconds(1)));
        await(store().set(customer, books.get(1), 4, START));
        await(store().set(customer, books.get(2), 5, START));
        MergeResult merge = await(store().merge(guest, customer, START.plusSeconds(9)));
        assertThat(merge.leftOut()).isEmpty();
        assertThat(quantity(merge.cart(), books.get(0))).isEqualTo(2);
        assertThat(quantity(merge.cart(), books.get(1))).isEqualTo(7);
        assertThat(quantity(merge.cart(), books.get(2))).isEqualTo(5);
        assertThat(cart(customer)).isEqualTo(merge.cart());
        assertThat(cart(guest).lines()).isEmpty();
    }

    @Test
    default void mergedLineKeepsItsDataAndNoLongerExpires() {
        var guest = newGuest();
        var customer = newCustomer();
        Book book = books(1).getFirst();
        await(store().set(guest, book, 2, START));
        Instant later = START.plusSeconds(9);
        Cart cart = await(store().merge(guest, customer, later)).cart();
        assertThat(cart.lines())
                .containsExactly(new CartLine(book, 2, START, later, START, null, false));
        assertThat(await(store().read(customer, START.plus(Duration.ofDays(999))))).isEqualTo(cart);
    }

    @Test
    default void lineIsCappedAtNinetyNine() {
        var guest = newGuest();
        var customer = newCustomer();
        Book book = books(1).getFirst();
        await(store().set(guest, book, 60, START));
        await(store().set(customer, book, 60, START));
        assertThat(await(store().merge(guest, customer, START)).cart().itemCount()).isEqualTo(99);
        assertThat(cart(guest).lines()).isEmpty();
    }

    @Test
    default void mergingAgainMergesNothing() {
        var guest = newGuest();
        var customer = newCustomer();
        Book book = books(1).getFirst();
        await(store().set(guest, book, 6, START));
        for (int i = 0; i < 3; i++) {
            assertThat(await(store().merge(guest, customer, START)).cart().itemCount())
                    .isEqualTo(6);
        }
    }

    @Test
    default void endedGuestCartIsNotMerged() {
        var guest = newGuest();
        await(store().set(guest, books(1).getFirst(), 6, START));
        Instant later = START.plus(CartOwner.Guest.LIFETIME);
        assertThat(await(store().merge(guest, newCustomer(), later)).cart().lines()).isEmpty();
    }

    @Test
    default void booksThatDoNotFitStayWithTheGuestAndAreNamed() {
        var guest = newGuest();
        var customer = newCustomer();
        List<Book> mine = books(90);
        List<Book> others = books(15);
        race(90, i -> store().set(customer, mine.get(i), 1, START));
        race(15, i -> store().set(guest, others.get(i), 2, START.plusMillis(i)));
        await(store().set(guest, mine.getFirst(), 5, START));
        MergeResult merge = await(store().merge(guest, customer, START.plusSeconds(9)));
        assertThat(merge.cart().lines()).hasSize(Cart.LINES_MAX);
        assertThat(quantity(merge.cart(), mine.getFirst()))
                .as("a book that is there needs no room")
                .isEqualTo(6);
        assertThat(merge.leftOut()).extracting(CartLine::book).isEqualTo(others.subList(10, 15));
        assertThat(cart(guest).lines()).isEqualTo(merge.leftOut());
        await(store().remove(customer, mine.getFirst().id()));
        assertThat(await(store().merge(guest, customer, START.plusSeconds(9))).leftOut())
                .as("one fits now")
                .hasSize(4);
    }

    @Test
    default void racingChangesAndMergesLoseOrDoubleNoCopy() {
        for (int round = 0; round < 40; round++) {
            var guest = newGuest();
            var customer = newCustomer();
            List<Book> books = books(3);
            await(store().set(guest, books.get(0), 3, START));
            await(store().set(guest, books.get(1), 5, START));
            await(store().set(customer, books.get(1), 7, START));
            List<Uni<Void>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                for (Book book : books) {
                    all.add(store().add(guest, book, 1, START).replaceWithVoid());
                    all.add(store().add(customer, book, 2, START).replaceWithVoid());
                }
                if (i % 2 == 0) {
                    all.add(i, store().merge(guest, customer, START).replaceWithVoid());
                }
            }
            race(all.size(), all::get);
            for (int i = 0; i < 3; i++) {
                int put = List.of(3, 12, 0).get(i) + 4 * (1 + 2);
                assertThat(
                                quantity(cart(guest), books.get(i))
                                        + quantity(cart(customer), books.get(i)))
                        .isEqualTo(put);
            }
            Cart merged = await(store().merge(guest, customer, START)).cart();
            assertThat(merged.itemCount()).isEqualTo(15 + 3 * 12);
            assertThat(cart(guest).lines()).isEmpty();
        }
    }

    @Test
    default void mergeRacingForTheLastLinesNeverOverfillsTheCart() {
        for (int round = 0; round < 5; round++) {
            var guest = newGuest();
            var customer = newCustomer();
            List<Book> mine = books(95);
            List<Book> guests = books(8);
            List<Book> more = books(8);
            race(95, i -> store().set(customer, mine.get(i), 1, START));
            race(8, i -> store().set(guest, guests.get(i), 3, START.plusMillis(i)));
            List<Uni<Boolean>> all = new ArrayList<>();
            more.forEach(book ->
                    all.add(
                            store().add(customer, book, 1, START.plusSeconds(1))
                                    .map(Changed.class::isInstance)));
            all.add(round, store().merge(guest, customer, START.plusSeconds(2)).replaceWith(true));
            List<Boolean> accepted = race(all.size(), all::get);
            accepted.remove(round);

            Cart merged = cart(customer);
            Cart left = cart(guest);
            assertThat(merged.lines()).hasSizeLessThanOrEqualTo(Cart.LINES_MAX);
            for (Book book : guests) {
                assertThat(quantity(merged, book) + quantity(left, book)).isEqualTo(3);
            }
            for (int i = 0; i < more.size(); i++) {
                assertThat(quantity(merged, more.get(i))).isEqualTo(accepted.get(i) ? 1 : 0);
            }
        }
    }

    private Cart cart(CartOwner owner) {
        return await(store().read(owner, START));
    }

    private static CartOwner.Guest newGuest() {
        return CartOwner.guest(new SessionId(UUID.randomUUID().toString()));
    }

    private static CartOwner.Customer newCustomer() {
        return new CartOwner.Customer(UUID.randomUUID().toString());
    }

    private static List<Book> books(int count) {
        return Stream.generate(
                        () -> new Book(UUID.randomUUID(), "A book", Money.usd("9.99"), null, 50))
                .limit(count)
                .toList();
    }

    private static int quantity(Cart cart, Book book) {
        return cart.lines().stream()
                .filter(line -> line.book().id().equals(book.id()))
                .mapToInt(CartLine::quantity)
                .sum();
    }

    private static <T> List<T> race(int times, IntFunction<Uni<T>> start) {
        List<Uni<T>> all = IntStream.range(0, times).mapToObj(start).toList();
        return new ArrayList<>(await(Uni.join().all(all).andFailFast()));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
