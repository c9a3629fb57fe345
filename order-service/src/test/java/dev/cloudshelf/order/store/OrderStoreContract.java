package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.Orders.NOON;
import static dev.cloudshelf.order.store.Orders.confirmed;
import static dev.cloudshelf.order.store.Orders.pending;
import static dev.cloudshelf.order.store.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.Attempt;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderQuota;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.Shortage;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of orders does; more than one test run may use the same store. */
interface OrderStoreContract {

    Duration TIMEOUT = Duration.ofSeconds(20);
    Instant LEASED = NOON.plusSeconds(15);

    OrderStore store();

    OrderBook book();

    @Test
    default void ofFiftyRacingRequestsWithOneKeyOneBegins() {
        UUID customer = UUID.randomUUID();
        List<Order> orders = Stream.generate(() -> pending(customer)).limit(50).toList();

        List<Boolean> begun =
                all(orders.stream().map(o -> store().begin(o, request(o, "key"), LEASED)).toList());

        assertThat(begun).containsOnlyOnce(true);
        Order winner = orders.get(begun.indexOf(true));
        assertThat(attempt(customer, "key").order()).isEqualTo(winner);
    }

    @Test
    default void aCustomerBeginsNoMoreOrdersThanTheQuotaAllows() {
        UUID customer = UUID.randomUUID();
        OrderQuota quota = new OrderQuota(3, Duration.ofMinutes(10));
        for (int i = 0; i < 3; i++) {
            assertThat(now(store().quotaEnd(customer, quota, NOON.plusSeconds(i)))).isEmpty();
            Order order = pending(customer, NOON.plusSeconds(i));
            assertThat(now(store().begin(order, request(order, "key " + i), LEASED, quota)))
                    .isTrue();
            now(store().refuse(order.refused(new Refusal.CartEmpty(), NOON, "somebody")));
        }
        Order more = pending(customer, NOON.plusSeconds(599));
        Order others = pending(UUID.randomUUID(), NOON.plusSeconds(599));
        Order later = pending(customer, NOON.plusSeconds(600));

        assertThat(now(store().begin(more, request(more, "more"), LEASED, quota))).isFalse();
        assertThat(now(store().attempt(customer, "more"))).isEmpty();
        assertThat(now(store().quotaEnd(customer, quota, more.createdAt())))
                .contains(NOON.plusSeconds(600));
        assertThat(now(store().begin(others, request(others, "more"), LEASED, quota))).isTrue();
        assertThat(now(store().quotaEnd(customer, quota, later.createdAt()))).isEmpty();
        assertThat(now(store().begin(later, request(later, "more"), LEASED, quota))).isTrue();
    }

    @Test
    default void aKeyBelongsToItsCustomer() {
        Order mine = pending(UUID.randomUUID());
        Order theirs = pending(UUID.randomUUID());

        assertThat(now(store().begin(mine, request(mine, "key"), LEASED))).isTrue();
        assertThat(now(store().begin(theirs, request(theirs, "key"), LEASED))).isTrue();
        assertThat(attempt(mine.userId(), "key").order()).isEqualTo(mine);
        assertThat(now(store().attempt(mine.userId(), "another key"))).isEmpty();
    }

    @Test
    default void anAttemptKnowsWhatBeganItAndWhoHasIt() {
        Order order = pending(UUID.randomUUID());
        String key = "'\"; DROP TABLE orders -- \u00fc \ud83d\udcda".repeat(6);
        OrderRequest request = request(order, key);
        now(store().begin(order, request, LEASED));

        Attempt attempt = attempt(order.userId(), key);

        assertThat(attempt.fingerprint()).isEqualTo(request.fingerprint());
        assertThat(attempt.requestId()).isEqualTo(request.requestId());
        assertThat(attempt.drivenUntil()).isEqualTo(LEASED);
        assertThat(attempt.isStalled(LEASED.minusMillis(1))).isFalse();
        assertThat(attempt.isStalled(LEASED)).isTrue();
    }

    @Test
    default void aConfirmedOrderReadsBackAsItWasWritten() {
        Order order = begun();
        Order confirmed = confirmed(order);

        assertThat(now(confirm(confirmed))).isTrue();

        assertThat(now(book().find(order.id(), order.userId()))).contains(confirmed);
        assertThat(attempt(order.userId(), key(order)).order()).isEqualTo(confirmed);
    }

    @Test
    default void ofRacingRequestsWithDifferentKeysOneBegins() {
        for (int round = 0; round < 10; round++) {
            UUID customer = UUID.randomUUID();
            List<Order> orders = Stream.generate(() -> pending(customer)).limit(20).toList();

            List<Boolean> begun =
                    all(
                            orders.stream()
                                    .map(o -> store().begin(o, request(o, key(o)), LEASED))
                                    .toList());

            assertThat(begun).containsOnlyOnce(true);
            for (Order order : orders) {
                boolean won = begun.get(orders.indexOf(order));
                assertThat(now(store().attempt(customer, key(order))).isPresent()).isEqualTo(won);
            }
        }
    }

    @Test
    default void customerOrdersAgainOnceAnOrderIsRefused() {
        Order first = begun();
        Order next = pending(first.userId());
        assertThat(now(store().begin(next, request(next, "next"), LEASED))).isFalse();

        now(store().refuse(first.refused(new Refusal.CartEmpty(), NOON, "x")));

        assertThat(now(store().begin(next, request(next, "next"), LEASED))).isTrue();
        assertThat(attempt(first.userId(), key(first)).isOpen()).isFalse();
    }

    @Test
    default void confirmedOrderStaysOpenUntilItIsSettled() {
        Order first = begun();
        Order confirmed = confirmed(first);
        now(confirm(confirmed));
        Order next = pending(first.userId());
        assertThat(now(store().begin(next, request(next, "next"), LEASED))).isFalse();
        assertThat(attempt(first.userId(), key(first)).drivenUntil()).isEqualTo(LEASED);
        assertThat(now(store().attempt(first.userId(), "next"))).isEmpty();

        now(store().settle(confirmed));
        now(store().settle(confirmed));

        assertThat(attempt(first.userId(), key(first)).isOpen()).isFalse();
        assertThat(now(book().find(first.id(), first.userId()))).contains(confirmed);
        assertThat(now(store().begin(next, request(next, "next"), LEASED))).isTrue();
        // Late, and of another order than the open one.
        now(store().settle(confirmed));
        Order third = pending(first.userId());
        assertThat(now(store().begin(third, request(third, "third"), LEASED))).isFalse();
    }

    @Test
    default void pendingOrderCannotBeSettled() {
        Order order = begun();

        now(store().settle(confirmed(order)));

        assertThat(attempt(order.userId(), key(order)).isOpen()).isTrue();
        assertThat(now(book().find(order.id(), order.userId()))).contains(order);
    }

    @Test
    default void confirmedOrderIsClaimedWholeUntilItIsSettled() {
        Instant longAgo = NOON.minus(Duration.ofDays(2000));
        Order order = begun(longAgo);
        Order confirmed = confirmed(order);
        now(confirm(confirmed));

        assertThat(now(store().claimStalled(longAgo, longAgo, 100))).containsExactly(confirmed);
        assertThat(now(store().takeOver(confirmed, longAgo, LEASED))).isTrue();
        now(store().giveUp(confirmed, longAgo));
        now(store().settle(confirmed));

        assertThat(now(store().claimStalled(longAgo, LEASED, 100))).isEmpty();
        assertThat(now(store().takeOver(confirmed, LEASED, LEASED))).isFalse();
    }

    @Test
    default void aSecondConfirmationChangesNothing() {
        Order order = begun();
        Order first = confirmed(order);
        Order second =
                order.confirmed(
                        first.items().subList(0, 1), first.totals(), NOON.plusSeconds(60), "late");

        assertThat(now(confirm(first))).isTrue();
        assertThat(now(confirm(second))).isFalse();

        assertThat(now(book().find(order.id(), order.userId()))).contains(first);
    }

    @Test
    default void everyRefusalReadsBackAsItWasWritten() {
        Order priced = confirmed(begun());
        UUID book = UUID.randomUUID();
        Shortage untitled = new Shortage(book, null, 3, 0);
        Shortage titled = new Shortage(book, "\"Quoted\"", 99, 98);

        for (Refusal refusal :
                List.of(
                        new Refusal.CartEmpty(),
                        new Refusal.OutOfStock(List.of(untitled, titled)),
                        new Refusal.PriceChanged(
                                Money.usd("0.10"), priced.items(), priced.totals()),
                        new Refusal.Abandoned())) {
            Order order = begun();
            Order refused = order.refused(refusal, NOON.plusSeconds(1), "sweeper");

            assertThat(now(store().refuse(refused))).isTrue();
            assertThat(now(store().refuse(refused))).isFalse();

            assertThat(now(book().find(order.id(), order.userId()))).contains(refused);
        }
    }

    @Test
    default void confirmationAndRefusalExcludeEachOther() {
        for (int round = 0; round < 30; round++) {
            Order order = begun();
            Order confirmed = confirmed(order);
            Order refused = order.refused(new Refusal.Abandoned(), NOON, "sweeper");
            List<Uni<Boolean>> both = List.of(confirm(confirmed), store().refuse(refused));

            List<Boolean> done = all(round % 2 == 0 ? both : both.reversed());

            assertThat(done).containsExactlyInAnyOrder(true, false);
            boolean wasConfirmed = (round % 2 == 0 ? done : done.reversed()).getFirst();
            assertThat(now(book().find(order.id(), order.userId())))
                    .contains(wasConfirmed ? confirmed : refused);
        }
    }

    @Test
    default void anOrderIsTakenOverOnceAndOnlyWhenItsDriverIsGone() {
        Order order = begun();
        Instant next = LEASED.plusSeconds(15);

        assertThat(now(store().takeOver(order, LEASED.minusMillis(1), next))).isFalse();
        List<Boolean> taken =
                all(
                        IntStream.range(0, 20)
                                .mapToObj(i -> store().takeOver(order, LEASED, next))
                                .toList());

        assertThat(taken).containsOnlyOnce(true);
    }

    @Test
    default void whoGivesUpLetsAnotherTakeOver() {
        Order order = begun();

        now(store().giveUp(order, NOON));

        assertThat(now(store().takeOver(order, NOON, LEASED))).isTrue();
    }

    @Test
    default void givingUpASettledOrderChangesNothing() {
        Order order = begun();
        now(confirm(confirmed(order)));
        now(store().settle(confirmed(order)));

        now(store().giveUp(order, NOON));

        assertThat(now(store().takeOver(order, NOON, LEASED))).isFalse();
        assertThat(now(book().find(order.id(), order.userId()))).contains(confirmed(order));
    }

    @Test
    default void racingSweepersGetDifferentOrders() {
        Instant longAgo = NOON.minus(Duration.ofDays(1000));
        List<Order> stalled = Stream.generate(() -> begun(longAgo)).limit(40).toList();
        Order driven = begun(longAgo.plusMillis(1));
        Order settled = begun(longAgo);
        now(confirm(confirmed(settled)));
        now(store().settle(confirmed(settled)));

        List<Order> claimed =
                all(
                                IntStream.range(0, 8)
                                        .mapToObj(i -> store().claimStalled(longAgo, LEASED, 10))
                                        .toList())
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        List<Order> rest = now(store().claimStalled(longAgo, LEASED, 100));

        assertThat(Stream.concat(claimed.stream(), rest.stream()))
                .containsExactlyInAnyOrderElementsOf(stalled)
                .doesNotContain(driven);
        assertThat(now(store().claimStalled(longAgo, LEASED, 100))).isEmpty();
    }

    private Order begun() {
        return begun(LEASED);
    }

    private Order begun(Instant drivenUntil) {
        Order order = pending(UUID.randomUUID());
        assertThat(now(store().begin(order, request(order, key(order)), drivenUntil))).isTrue();
        return order;
    }

    private Uni<Boolean> confirm(Order confirmed) {
        return store().confirm(confirmed, Set.of(EffectKind.REMOVE_FROM_CART), LEASED);
    }

    private Attempt attempt(UUID customer, String key) {
        return now(store().attempt(customer, key)).orElseThrow();
    }

    private static String key(Order order) {
        return "key of " + order.id();
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }

    private static <T> List<T> all(List<Uni<T>> unis) {
        return Uni.join().all(unis).andFailFast().await().atMost(TIMEOUT);
    }
}
