package dev.cloudshelf.order.store;

import static dev.cloudshelf.order.store.Orders.confirmed;
import static dev.cloudshelf.order.store.Orders.pending;
import static dev.cloudshelf.order.store.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.ClosedAccounts;
import dev.cloudshelf.order.domain.ClosedAccounts.Closed;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.Retention;
import dev.cloudshelf.order.domain.Retention.Batch;
import dev.cloudshelf.order.domain.ShippingAddress;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every store does with what is old. It is of a time before all that other tests store, which
 * may use the same store.
 */
interface RetentionContract {

    Duration TIMEOUT = Duration.ofSeconds(20);
    Instant OLD = Instant.parse("1990-03-01T23:30:00Z");
    Instant BEFORE = OLD.plus(Duration.ofDays(10));

    OrderStore store();

    OrderBook book();

    EffectStore effects();

    Retention retention();

    ClosedAccounts closedAccounts();

    /** As if none had been removed yet. */
    void forgetHowFarItCame();

    @Test
    default void refusedOrdersGoWithTheirKeysAndOthersStay() {
        Order refused = refused(OLD);
        Order young = refused(BEFORE.plus(Duration.ofDays(1)));
        Order bought = bought(OLD.plusSeconds(60));
        Order left = begun(OLD.plusSeconds(120));

        assertThat(removeRefused(500)).isGreaterThanOrEqualTo(1);

        assertThat(find(refused)).isFalse();
        assertThat(isKeyKnown(refused)).isFalse();
        for (Order kept : List.of(young, bought, left)) {
            assertThat(find(kept)).isTrue();
            assertThat(isKeyKnown(kept)).isTrue();
        }
        assertThat(removeRefused(500)).isZero();
    }

    @Test
    default void aKeyThatWasRemovedBeginsAnotherOrder() {
        Order refused = refused(OLD);
        removeRefused(500);
        Order again = pending(refused.userId());

        assertThat(now(store().begin(again, request(again, "key of " + refused.id()), Orders.NOON)))
                .isTrue();
    }

    @Test
    default void refusedOrdersGoInBatches() {
        List<Order> refused = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            refused.add(refused(OLD.plus(Duration.ofHours(8L * i))));
        }

        assertThat(removeRefused(2)).isGreaterThanOrEqualTo(7);

        assertThat(refused).noneMatch(this::find);
    }

    @Test
    default void effectsThatAreDoneGoAndOthersStay() {
        Order order = bought(OLD);
        now(
                effects()
                        .done(
                                Effect.first(Set.of(EffectKind.CONFIRMATION_EMAIL), order),
                                BEFORE.minusSeconds(1))
                        .replaceWith(true));

        while (!now(retention().removeDoneEffects(BEFORE, 1)).complete()) {
            // The next batch.
        }

        assertThat(claimed(order)).containsExactly(EffectKind.RESTOCK);
    }

    @Test
    default void addressesOfOldOrdersAreRemovedOnce() {
        UUID customer = UUID.randomUUID();
        Order old = bought(customer, OLD);
        Order older = bought(customer, OLD.minusSeconds(60));
        Order young = bought(customer, BEFORE.plusSeconds(1));
        Order others = bought(UUID.randomUUID(), OLD);

        assertThat(now(closedAccounts().removeAddresses(customer, BEFORE, 1))).isEqualTo(1);
        assertThat(now(closedAccounts().removeAddresses(customer, BEFORE, 10))).isEqualTo(1);
        assertThat(now(closedAccounts().removeAddresses(customer, BEFORE, 10))).isZero();

        ShippingAddress home = old.shippingAddress();
        ShippingAddress removed =
                new ShippingAddress("removed", "removed", home.state(), "removed", home.country());
        assertThat(address(old)).isEqualTo(removed);
        assertThat(address(older)).isEqualTo(removed);
        assertThat(address(young)).isEqualTo(home);
        assertThat(address(others)).isEqualTo(home);
        assertThat(now(book().find(old.id(), customer)).orElseThrow().items())
                .isEqualTo(old.items());
    }

    @Test
    default void aClosedAccountIsDueUntilItIsForgotten() {
        UUID customer = UUID.randomUUID();
        Instant closedAt = OLD.minusSeconds(3600);
        Closed closed = new Closed(customer, closedAt);
        remember(customer, closedAt);
        remember(customer, closedAt.plusSeconds(5));

        assertThat(claimDue(OLD)).contains(closed);
        assertThat(claimDue(OLD.plusSeconds(1))).doesNotContain(closed);
        remember(customer, closedAt);
        assertThat(claimDue(OLD.plusSeconds(1))).doesNotContain(closed);
        assertThat(claimDue(OLD.plusSeconds(60))).contains(closed);
        now(closedAccounts().forget(customer).replaceWith(true));
        assertThat(claimDue(OLD.plusSeconds(120))).doesNotContain(closed);
    }

    private void remember(UUID customer, Instant closedAt) {
        now(closedAccounts().remember(customer, closedAt, OLD).replaceWith(true));
    }

    private List<Closed> claimDue(Instant at) {
        return now(closedAccounts().claimDue(at, at.plusSeconds(60), 1000));
    }

    private int removeRefused(int limit) {
        forgetHowFarItCame();
        int removed = 0;
        Batch batch;
        do {
            batch = now(retention().removeRefused(BEFORE, limit));
            assertThat(batch.removed()).isLessThanOrEqualTo(limit);
            removed += batch.removed();
        } while (!batch.complete());
        return removed;
    }

    private ShippingAddress address(Order order) {
        return now(book().find(order.id(), order.userId())).orElseThrow().shippingAddress();
    }

    private boolean find(Order order) {
        return now(book().find(order.id(), order.userId())).isPresent();
    }

    private boolean isKeyKnown(Order order) {
        return now(store().attempt(order.userId(), "key of " + order.id())).isPresent();
    }

    private List<EffectKind> claimed(Order order) {
        Instant longAfter = BEFORE.plus(Duration.ofDays(365));
        return now(
                        effects()
                                .claimDue(
                                        longAfter,
                                        longAfter,
                                        Set.of(EffectKind.CONFIRMATION_EMAIL, EffectKind.RESTOCK),
                                        1000))
                .stream()
                .filter(effect -> effect.orderId().equals(order.id()))
                .map(Effect::kind)
                .toList();
    }

    private Order begun(Instant at) {
        return begun(UUID.randomUUID(), at);
    }

    private Order begun(UUID customer, Instant at) {
        Order order = pending(customer, at);
        // Driven for long, so that it is no stalled order of another test.
        assertThat(now(store().begin(order, request(order, "key of " + order.id()), Orders.NOON)))
                .isTrue();
        return order;
    }

    private Order refused(Instant at) {
        Order refused = begun(at).refused(new Refusal.CartEmpty(), at.plusMillis(5), "somebody");
        assertThat(now(store().refuse(refused))).isTrue();
        return refused;
    }

    private Order bought(Instant at) {
        return bought(UUID.randomUUID(), at);
    }

    private Order bought(UUID customer, Instant at) {
        Order confirmed = confirmed(begun(customer, at));
        Set<EffectKind> effects = Set.of(EffectKind.CONFIRMATION_EMAIL, EffectKind.RESTOCK);
        assertThat(now(store().confirm(confirmed, effects, at))).isTrue();
        now(store().settle(confirmed));
        return confirmed;
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
