package dev.cloudshelf.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.cart.domain.CartChange.Changed;
import dev.cloudshelf.kernel.Money;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every store of carts for the expiry of guests' carts. */
public interface GuestCartContract {

    /** So far in the future that DynamoDB's TTL deletes nothing during the test. */
    Instant START = Instant.parse("2126-11-20T12:00:00Z");

    Duration MONTH = CartOwner.Guest.LIFETIME;

    CartStore store();

    @Test
    default void unusedGuestCartIsEmptyAfterAMonth() {
        CartOwner guest = newGuest();
        await(store().add(guest, book(), 2, START));
        assertThat(cart(guest, START.plus(MONTH).minusSeconds(1)).lines()).hasSize(1);

        CartOwner other = newGuest();
        await(store().add(other, book(), 2, START));
        assertThat(cart(other, START.plus(MONTH)).lines()).isEmpty();
    }

    @Test
    default void customersCartDoesNotEnd() {
        CartOwner customer = new CartOwner.Customer(UUID.randomUUID().toString());
        await(store().add(customer, book(), 2, START));
        assertThat(cart(customer, START.plus(MONTH.multipliedBy(100))).lines()).hasSize(1);
    }

    @Test
    default void usedCartLosesNoLineHoweverOldTheLineIs() {
        CartOwner guest = newGuest();
        await(store().add(guest, book(), 1, START));
        await(store().add(guest, book(), 1, START.plus(Duration.ofDays(29))));
        assertThat(cart(guest, START.plus(Duration.ofDays(58))).lines()).hasSize(2);
        assertThat(cart(guest, START.plus(Duration.ofDays(87))).lines())
                .as("looking is a use, too")
                .hasSize(2);
        assertThat(cart(guest, START.plus(Duration.ofDays(118))).lines()).isEmpty();
    }

    @Test
    default void addToAnEndedLineStartsAnew() {
        CartOwner guest = newGuest();
        Book book = book();
        await(store().add(guest, book, 90, START));
        Instant later = START.plus(MONTH).plusSeconds(1);
        Cart cart = changed(store().add(guest, book, 20, later));
        assertThat(cart.lines())
                .containsExactly(new CartLine(book, 20, later, later, later, null, false));
        assertThat(cart(guest, later)).isEqualTo(cart);
    }

    @Test
    default void setOfAnEndedLineStartsAnew() {
        CartOwner guest = newGuest();
        Book book = book();
        await(store().set(guest, book, 90, START));
        Instant later = START.plus(MONTH).plusSeconds(1);
        Cart cart = changed(store().set(guest, book, 20, later));
        assertThat(cart.lines())
                .containsExactly(new CartLine(book, 20, later, later, later, null, false));
    }

    @Test
    default void racingAddsToAnExpiredLineCountWithoutItsCopies() {
        for (int round = 0; round < 10; round++) {
            CartOwner guest = newGuest();
            Book book = book();
            await(store().add(guest, book, 50, START));
            Instant later = START.plus(MONTH).plusSeconds(1);
            race(10, i -> store().add(guest, book, 1, later));
            assertThat(cart(guest, later).itemCount()).isEqualTo(10);
        }
    }

    @Test
    default void endedLinesTakeNoRoom() {
        CartOwner guest = newGuest();
        race(Cart.LINES_MAX, i -> store().set(guest, book(), 1, START));
        Instant later = START.plus(MONTH).plusSeconds(1);
        assertThat(changed(store().add(guest, book(), 1, later)).lines()).hasSize(1);
    }

    private Cart cart(CartOwner owner, Instant now) {
        return await(store().read(owner, now));
    }

    private static CartOwner newGuest() {
        return CartOwner.guest(new SessionId(UUID.randomUUID().toString()));
    }

    private static Book book() {
        return new Book(UUID.randomUUID(), "A book", Money.usd("9.99"), null, 50);
    }

    private static Cart changed(Uni<CartChange> change) {
        return ((Changed) await(change)).cart();
    }

    private static <T> List<T> race(int times, IntFunction<Uni<T>> start) {
        List<Uni<T>> all = IntStream.range(0, times).mapToObj(start).toList();
        return await(Uni.join().all(all).andFailFast());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
