package dev.cloudshelf.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Money;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every store of carts for closed accounts. */
public interface ClosedAccountContract {

    /** So far in the future that DynamoDB's TTL deletes nothing during the test. */
    Instant START = Instant.parse("2126-11-20T12:00:00Z");

    CartStore store();

    /** Returns the number of lines in the table, whatever a read of the cart returns. */
    int storedLines(CartOwner owner);

    @Test
    default void closedAccountsCartIsEmptiedAndStaysEmpty() {
        CartOwner.Customer customer = newCustomer();
        for (int i = 0; i < 60; i++) {
            await(store().set(customer, book(), 2, START));
        }
        await(store().close(customer, START, START));
        assertThat(storedLines(customer)).isZero();
        fails(store().read(customer, START));
        fails(store().add(customer, book(), 1, START));
        fails(store().set(customer, book(), 1, START));
        fails(store().clear(customer, START));
        assertThat(storedLines(customer)).isZero();
        await(store().close(customer, START, START));
    }

    @Test
    default void guestsCartIsNotMergedIntoAClosedAccount() {
        CartOwner.Guest guest = CartOwner.guest(new SessionId(UUID.randomUUID().toString()));
        CartOwner.Customer customer = newCustomer();
        await(store().set(guest, book(), 2, START));
        await(store().close(customer, START, START));
        fails(store().merge(guest, customer, START));
        assertThat(storedLines(customer)).isZero();
        assertThat(await(store().read(guest, START)).itemCount()).isEqualTo(2);
    }

    @Test
    default void changesThatRaceTheClosingLeaveNothing() {
        for (int round = 0; round < 8; round++) {
            CartOwner.Customer customer = newCustomer();
            await(store().set(customer, book(), 1, START));
            List<Uni<Boolean>> all =
                    IntStream.range(0, 24)
                            .<Uni<Boolean>>mapToObj(i ->
                                    i == 12
                                            ? store().close(customer, START, START)
                                                    .replaceWith(true)
                                            : store().add(customer, book(), 1, START)
                                                    .replaceWith(true)
                                                    .onFailure(AccountClosed.class)
                                                    .recoverWithItem(false))
                            .toList();
            await(Uni.join().all(all).andFailFast());
            assertThat(storedLines(customer)).isZero();
        }
    }

    @Test
    default void purchaseOfAClosedAccountCanStillBeTakenOff() {
        CartOwner.Customer customer = newCustomer();
        await(store().close(customer, START, START));
        Purchase purchase =
                new Purchase(UUID.randomUUID(), List.of(new Purchase.Line(book().id(), 1)));
        await(store().takeOff(customer, purchase, START));
    }

    @Test
    default void closingIsForgottenAfterEveryTokenHasExpired() {
        CartOwner.Customer customer = newCustomer();
        await(store().close(customer, START, START));
        fails(store().read(customer, START.plus(Duration.ofHours(47))));
        Instant later = START.plus(CartStore.CLOSED_KEPT_FOR).plusSeconds(1);
        assertThat(await(store().read(customer, later)).lines()).isEmpty();
    }

    private static void fails(Uni<?> call) {
        assertThatThrownBy(() -> await(call)).isInstanceOf(AccountClosed.class);
    }

    private static CartOwner.Customer newCustomer() {
        return new CartOwner.Customer(UUID.randomUUID().toString());
    }

    private static Book book() {
        return new Book(UUID.randomUUID(), "A book", Money.usd("9.99"), null, 50);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
