package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.Orders.ANOTHER;
import static dev.cloudshelf.order.store.Orders.NOON;
import static dev.cloudshelf.order.store.Orders.confirmed;
import static dev.cloudshelf.order.store.Orders.pending;
import static dev.cloudshelf.order.store.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.Transition;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store does with an order after it was placed. */
interface LifeCycleContract {

    Duration TIMEOUT = Duration.ofSeconds(20);

    OrderStore store();

    OrderBook book();

    LifeCycle lifeCycle();

    EffectStore effects();

    @Test
    default void aStepIsKeptWithItsTimeAndWhoTookIt() {
        Order order = placed();
        Change shipped = new Change(OrderStatus.SHIPPED, NOON.plusSeconds(60), "an admin");
        Change delivered = new Change(OrderStatus.DELIVERED, NOON.plusSeconds(90), "another");

        assertThat(take(order, null, Transition.SHIP, shipped)).isTrue();
        assertThat(take(order, null, Transition.DELIVER, delivered)).isTrue();

        Order now = read(order);
        assertThat(now.history().subList(2, 4)).containsExactly(shipped, delivered);
        assertThat(now.updatedAt()).isEqualTo(delivered.at());
        assertThat(now.asPlaced()).isEqualTo(order);
    }

    @Test
    default void everyOtherStepChangesNothing() {
        Order pending = pending(UUID.randomUUID());
        now(store().begin(pending, request(pending, "key"), NOON.plusSeconds(15)));
        Order refused = pending(UUID.randomUUID());
        now(store().begin(refused, request(refused, "key"), NOON));
        now(store().refuse(refused.refused(new Refusal.CartEmpty(), NOON, "x")));
        Order shipped = placed();
        take(shipped, Transition.SHIP);
        Order delivered = placed();
        take(delivered, Transition.SHIP);
        take(delivered, Transition.DELIVER);
        Order cancelled = placed();
        take(cancelled, Transition.CANCEL);

        assertRefused(pending, EnumSet.allOf(Transition.class));
        assertRefused(refused, EnumSet.allOf(Transition.class));
        assertRefused(placed(), EnumSet.of(Transition.DELIVER));
        assertRefused(shipped, EnumSet.of(Transition.CANCEL, Transition.SHIP));
        assertRefused(delivered, EnumSet.allOf(Transition.class));
        assertRefused(cancelled, EnumSet.allOf(Transition.class));
        now(store().refuse(pending.refused(new Refusal.Abandoned(), NOON, "x")));
    }

    @Test
    default void anOrderOfSomebodyElseIsNotCancelled() {
        Order order = placed();
        Change change = new Change(OrderStatus.CANCELLED, NOON, "x");

        assertThat(take(order, ANOTHER, Transition.CANCEL, change)).isFalse();
        assertThat(read(order)).isEqualTo(order);
        assertThat(take(order, order.userId(), Transition.CANCEL, change)).isTrue();
    }

    @Test
    default void ofTwentyRacingStepsOneIsTaken() {
        for (int round = 0; round < 20; round++) {
            Order order = placed();
            List<Uni<Boolean>> steps = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Transition step = i % 2 == 0 ? Transition.CANCEL : Transition.SHIP;
                Change change = new Change(step.to(), NOON.plusSeconds(i), "racer " + i);
                changes.add(change);
                steps.add(lifeCycle().advance(order.id(), null, step, change, farAway()));
            }
            if (round % 2 == 1) {
                Collections.reverse(steps);
                Collections.reverse(changes);
            }

            List<Boolean> taken = Uni.join().all(steps).andFailFast().await().atMost(TIMEOUT);

            assertThat(taken).containsOnlyOnce(true);
            assertThat(read(order).history().subList(2, 3))
                    .containsExactly(changes.get(taken.indexOf(true)));
            assertThat(read(order).history()).hasSize(3);
        }
    }

    @Test
    default void aStepLeavesWhatMustHappenBecauseOfItOnce() {
        Instant due = Instant.parse("1971-01-01T00:00:00Z");
        Order order = placed();
        Change change = new Change(OrderStatus.CANCELLED, NOON, "x");
        for (int i = 0; i < 2; i++) {
            now(lifeCycle().advance(order.id(), null, Transition.CANCEL, change, due));
        }

        List<Effect> claimed =
                now(effects().claimDue(due, farAway(), EnumSet.allOf(EffectKind.class), 100));

        Order cancelled = read(order);
        assertThat(claimed)
                .containsExactlyInAnyOrder(
                        new Effect(EffectKind.RESTOCK, cancelled, 2),
                        new Effect(EffectKind.CANCELLATION_EMAIL, cancelled, 2));
        now(effects().done(claimed, due));
    }

    private void assertRefused(Order order, Set<Transition> steps) {
        Order before = read(order);
        steps.forEach(step -> assertThat(take(order, step)).isFalse());
        assertThat(read(order)).isEqualTo(before);
    }

    private Order placed() {
        Order order = pending(UUID.randomUUID());
        now(store().begin(order, request(order, "key"), NOON));
        Order confirmed = confirmed(order);
        assertThat(now(store().confirm(confirmed, Set.of(), NOON))).isTrue();
        return confirmed;
    }

    private Order read(Order order) {
        return now(book().find(order.id(), null)).orElseThrow();
    }

    private boolean take(Order order, Transition step) {
        return take(order, null, step, new Change(step.to(), NOON.plusSeconds(9), "x"));
    }

    private boolean take(Order order, @Nullable UUID owner, Transition step, Change change) {
        return now(lifeCycle().advance(order.id(), owner, step, change, farAway()));
    }

    /** So that no other test finds these effects due. */
    private static Instant farAway() {
        return NOON.plus(Duration.ofDays(10_000));
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
