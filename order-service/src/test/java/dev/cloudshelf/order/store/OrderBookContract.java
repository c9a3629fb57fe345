package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.Orders.ANOTHER;
import static dev.cloudshelf.order.store.Orders.NOON;
import static dev.cloudshelf.order.store.Orders.confirmed;
import static dev.cloudshelf.order.store.Orders.pending;
import static dev.cloudshelf.order.store.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderFilter;
import dev.cloudshelf.order.domain.OrderPosition;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How every store lets orders be read. */
interface OrderBookContract {

    Duration TIMEOUT = Duration.ofSeconds(20);

    OrderStore store();

    OrderBook book();

    @Test
    default void anOrderOfSomebodyElseIsNotThere() {
        Order order = begun(UUID.randomUUID(), NOON);

        assertThat(now(book().find(order.id(), order.userId()))).contains(order);
        assertThat(now(book().find(order.id(), null))).contains(order);
        assertThat(now(book().find(order.id(), ANOTHER))).isEmpty();
        assertThat(now(book().find(UUID.randomUUID(), order.userId()))).isEmpty();
    }

    @Test
    default void pagesRunFromNewToOldAndNothingIsDoubledOrSkipped() {
        UUID customer = UUID.randomUUID();
        // Some of the same millisecond, which only their ids tell apart.
        List<Order> orders =
                IntStream.range(0, 25)
                        .mapToObj(i -> refused(customer, NOON.plusMillis(i / 4)))
                        .toList();
        begun(UUID.randomUUID(), NOON);

        OrderFilter filter = OrderFilter.of(customer, null);
        List<Order> listed = new ArrayList<>();
        @Nullable OrderPosition next = OrderPosition.start();
        while (next != null) {
            Page<Order> page = now(book().page(filter, next, 7));
            listed.addAll(page.items());
            next = page.next().flatMap(c -> OrderPosition.of(c, filter)).orElse(null);
            refused(customer, NOON.plusSeconds(listed.size()));
        }

        assertThat(listed).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(listed.stream().map(Order::createdAt).toList())
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    default void pagesCanBeOfOneStatus() {
        UUID customer = UUID.randomUUID();
        Order confirmed = confirmed(begun(customer, NOON));
        now(store().confirm(confirmed, Set.of(), NOON));
        now(store().settle(confirmed));
        Order pending = begun(customer, NOON);

        assertThat(listed(customer, OrderStatus.CONFIRMED)).containsExactly(confirmed);
        assertThat(listed(customer, OrderStatus.PENDING)).containsExactly(pending);
        assertThat(listed(customer, OrderStatus.CANCELLED)).isEmpty();
        assertThat(listed(customer, null)).containsExactlyInAnyOrder(confirmed, pending);
    }

    private List<Order> listed(UUID customer, @Nullable OrderStatus status) {
        return now(book().page(OrderFilter.of(customer, status), OrderPosition.start(), 20))
                .items();
    }

    @Test
    default void everybodysOrdersOfAPeriodAreListedFromItsStartToBeforeItsEnd() {
        Instant from = NOON.minus(Duration.ofDays(5000));
        Instant to = from.plusSeconds(10);
        begun(UUID.randomUUID(), from.minusMillis(1));
        Order first = begun(UUID.randomUUID(), from);
        Order confirmed = confirmed(begun(UUID.randomUUID(), from.plusSeconds(3)));
        now(store().confirm(confirmed, Set.of(), NOON));
        Order last = begun(UUID.randomUUID(), to.minusMillis(1));
        begun(UUID.randomUUID(), to);

        assertThat(listed(new OrderFilter(null, null, from, to)))
                .containsExactly(last, confirmed, first);
        assertThat(listed(new OrderFilter(null, OrderStatus.CONFIRMED, from, to)))
                .containsExactly(confirmed);
        assertThat(listed(new OrderFilter(first.userId(), null, null, null)))
                .containsExactly(first);
        assertThat(listed(new OrderFilter(first.userId(), null, to, null))).isEmpty();
        assertThat(listed(new OrderFilter(first.userId(), OrderStatus.PENDING, null, to)))
                .containsExactly(first);
    }

    private List<Order> listed(OrderFilter filter) {
        List<Order> all = new ArrayList<>();
        @Nullable OrderPosition next = OrderPosition.start();
        while (next != null) {
            Page<Order> page = now(book().page(filter, next, 2));
            all.addAll(page.items());
            next = page.next().flatMap(c -> OrderPosition.of(c, filter)).orElse(null);
        }
        return all;
    }

    /** One of many of a customer: of open ones there is one at most. */
    private Order refused(UUID customer, Instant at) {
        Order refused = begun(customer, at).refused(new Refusal.CartEmpty(), at, "x");
        now(store().refuse(refused));
        return refused;
    }

    private Order begun(UUID customer, Instant at) {
        Order order = pending(customer, at);
        String key = "key of " + order.id();
        assertThat(now(store().begin(order, request(order, key), NOON))).isTrue();
        return order;
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
