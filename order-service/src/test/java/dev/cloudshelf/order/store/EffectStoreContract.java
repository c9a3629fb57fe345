package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.Orders.confirmed;
import static dev.cloudshelf.order.store.Orders.pending;
import static dev.cloudshelf.order.store.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
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

    OrderStore store();

    EffectStore effects();

    @Test
    default void anEffectIsDueWhenItsOrdersDriverIsGone() {
        Instant due = at("1970-01-02T00:00:00Z");
        Order order = confirm(due);

        assertThat(claim(due.minusMillis(1), 100)).isEmpty();
        List<Effect> claimed = claim(due, 100);

        Effect first = Effect.first(EffectKind.REMOVE_FROM_CART, order);
        assertThat(claimed)
                .containsExactly(
                        new Effect(
                                order.id(),
                                EffectKind.REMOVE_FROM_CART,
                                order.userId(),
                                first.lines(),
                                2));
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
                                        .mapToObj(i -> effects().claimDue(due, due.plus(LEASE), 10))
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

        now(effects().done(effect, due));
        now(effects().postpone(effect, due, "a failure that comes too late"));

        assertThat(claim(due.plus(Duration.ofHours(1)), 100)).isEmpty();
    }

    private Order confirm(Instant due) {
        Order confirmed = confirmed(begun());
        now(store().confirm(confirmed, Set.of(EffectKind.REMOVE_FROM_CART), due));
        return confirmed;
    }

    private Order begun() {
        Order order = pending(UUID.randomUUID());
        now(store().begin(order, request(order, "key"), Orders.NOON));
        return order;
    }

    private List<Effect> claim(Instant at, int limit) {
        return now(effects().claimDue(at, at.plus(LEASE), limit));
    }

    private void finish(List<Effect> claimed, Instant at) {
        assertThat(claimed).isNotEmpty();
        claimed.forEach(effect -> now(effects().done(effect, at)));
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
