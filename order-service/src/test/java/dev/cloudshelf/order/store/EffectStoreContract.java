package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.Orders.NOON;
import static dev.cloudshelf.order.store.Orders.confirmed;
import static dev.cloudshelf.order.store.Orders.pending;
import static dev.cloudshelf.order.store.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.Backlog;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every outbox does. A test looks at its own orders only, at a time of its own. */
interface EffectStoreContract {

    Duration TIMEOUT = Duration.ofSeconds(20);
    Duration LEASE = Duration.ofSeconds(30);
    Set<EffectKind> ALL = EnumSet.allOf(EffectKind.class);

    OrderStore store();

    EffectStore effects();

    @Test
    default void anEffectIsDueWhenItsOrdersDriverIsGone() {
        Instant due = at("1970-01-02T00:00:00Z");
        Order order = confirm(due);

        assertThat(claim(due.minusMillis(1), 100)).isEmpty();
        List<Effect> claimed = claim(due, 100);

        assertThat(claimed).containsExactly(new Effect(EffectKind.REMOVE_FROM_CART, order, 2));
        finish(claimed, due);
    }

    @Test
    default void anOrderThatWasNotConfirmedHasNoEffect() {
        Instant due = at("1970-01-03T00:00:00Z");
        Order order = begun();
        now(store().refuse(order.refused(new Refusal.CartEmpty(), due, "x")));
        now(store().confirm(confirmed(order), Set.of(EffectKind.REMOVE_FROM_CART), due));

        assertThat(claim(due, 100)).isEmpty();
    }

    @Test
    default void racingRelaysGetDifferentEffects() {
        Instant due = at("1970-01-04T00:00:00Z");
        List<UUID> orders = Stream.generate(() -> confirm(due).id()).limit(40).toList();

        List<Effect> claimed =
                Uni.join()
                        .all(
                                IntStream.range(0, 8)
                                        .mapToObj(i ->
                                                effects().claimDue(due, due.plus(LEASE), ALL, 10))
                                        .toList())
                        .andFailFast()
                        .await()
                        .atMost(TIMEOUT)
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        List<Effect> all = Stream.concat(claimed.stream(), claim(due, 100).stream()).toList();

        assertThat(all).extracting(Effect::orderId).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(claim(due, 100)).isEmpty();
        finish(all, due);
    }

    @Test
    default void anEffectWhoseTakerDiedIsDueAgainAfterTheLease() {
        Instant due = at("1970-01-05T00:00:00Z");
        confirm(due);
        assertThat(claim(due, 100)).hasSize(1);

        assertThat(claim(due.plus(LEASE).minusMillis(1), 100)).isEmpty();
        List<Effect> again = claim(due.plus(LEASE), 100);

        assertThat(again).extracting(Effect::attempts).containsExactly(3);
        finish(again, due);
    }

    @Test
    default void aPostponedEffectIsDueWhenItSays() {
        Instant due = at("1970-01-06T00:00:00Z");
        confirm(due);
        Effect effect = claim(due, 100).getFirst();
        Instant later = due.plusSeconds(5);

        now(effects().postpone(effect, later, "The cart service: status 500"));

        assertThat(claim(later.minusMillis(1), 100)).isEmpty();
        finish(claim(later, 100), later);
    }

    @Test
    default void aDoneEffectIsNeverDueAgain() {
        Instant due = at("1970-01-07T00:00:00Z");
        confirm(due);
        Effect effect = claim(due, 100).getFirst();

        now(effects().done(List.of(effect), due));
        now(effects().postpone(effect, due, "a failure that comes too late"));

        assertThat(claim(due.plus(Duration.ofHours(1)), 100)).isEmpty();
    }

    @Test
    default void everyKindIsKeptAndTakenByItself() {
        Instant due = at("1970-01-08T00:00:00Z");
        Order order = confirm(due, ALL);

        List<Effect> claimed = new ArrayList<>();
        for (EffectKind kind : ALL) {
            List<Effect> ofKind =
                    now(effects().claimDue(due, due.plus(LEASE), EnumSet.of(kind), 100));
            assertThat(ofKind).containsExactly(new Effect(kind, order, 2));
            claimed.addAll(ofKind);
        }

        assertThat(claim(due, 100)).isEmpty();
        finish(claimed, due);
    }

    @Test
    default void theBacklogCountsWhatIsLeftToDo() {
        Instant due = at("1970-01-09T00:00:00Z");
        Instant longAgo = at("2001-01-01T00:00:00Z");
        Backlog before = now(effects().backlog(4, longAgo));
        confirm(due, ALL);
        Order overdue = pending(UUID.randomUUID(), longAgo);
        now(store().begin(overdue, request(overdue, "key"), NOON.plus(Duration.ofDays(1))));
        Effect failing = claim(due, 100).getFirst();
        for (int i = 0; i < 2; i++) {
            now(effects().postpone(failing, due, "it fails"));
            claim(due, 1);
        }

        Backlog backlog = now(effects().backlog(4, longAgo));
        Backlog stricter = now(effects().backlog(5, longAgo.minusMillis(1)));

        assertThat(backlog)
                .isEqualTo(
                        new Backlog(
                                before.effectsWaiting() + ALL.size(),
                                before.effectsStuck() + 1,
                                before.ordersOverdue() + 1));
        assertThat(stricter.ordersOverdue()).isEqualTo(before.ordersOverdue());
        finish(claim(due.plus(LEASE), 100), due);
        now(store().refuse(overdue.refused(new Refusal.Abandoned(), NOON, "sweeper")));
        assertThat(now(effects().backlog(4, longAgo))).isEqualTo(before);
    }

    private Order confirm(Instant due) {
        return confirm(due, Set.of(EffectKind.REMOVE_FROM_CART));
    }

    private Order confirm(Instant due, Set<EffectKind> kinds) {
        Order confirmed = confirmed(begun());
        now(store().confirm(confirmed, kinds, due));
        return confirmed;
    }

    private Order begun() {
        Order order = pending(UUID.randomUUID());
        now(store().begin(order, request(order, "key"), Orders.NOON));
        return order;
    }

    private List<Effect> claim(Instant at, int limit) {
        return now(effects().claimDue(at, at.plus(LEASE), ALL, limit));
    }

    private void finish(List<Effect> claimed, Instant at) {
        assertThat(claimed).isNotEmpty();
        now(effects().done(claimed, at));
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
