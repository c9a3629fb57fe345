package dev.cloudshelf.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final ShippingAddress HOME =
            new ShippingAddress("1 Long Street", "Portland", "OR", "97205", "US");

    private final Order pending = Order.pending(new UUID(0, 1), new UUID(0, 2), HOME, NOON);
    private final Totals totals =
            new Totals(Money.usd("5.00"), Money.usd("0.40"), Money.usd("4.99"));
    private final List<PricedLine> items =
            List.of(new PricedLine(new UUID(0, 3), "A book", Money.usd("5.00"), 1, null));

    @Test
    void itsHistoryTellsItsStatusAndTimes() {
        Order confirmed = pending.confirmed(items, totals, NOON.plusSeconds(2), "somebody");

        assertThat(pending.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(confirmed.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(confirmed.createdAt()).isEqualTo(NOON);
        assertThat(confirmed.updatedAt()).isEqualTo(NOON.plusSeconds(2));
        assertThat(confirmed.history())
                .containsExactly(
                        new Change(OrderStatus.PENDING, NOON, pending.userId().toString()),
                        new Change(OrderStatus.CONFIRMED, NOON.plusSeconds(2), "somebody"));
    }

    @Test
    void onlyAPendingOrderIsConfirmedOrRefused() {
        Order confirmed = pending.confirmed(items, totals, NOON, "somebody");
        Order refused = pending.refused(new Refusal.CartEmpty(), NOON, "somebody");

        assertThatThrownBy(() -> confirmed.refused(new Refusal.CartEmpty(), NOON, "x"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> refused.confirmed(items, totals, NOON, "x"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatHappensLaterDoesNotChangeHowItWasPlaced() {
        Order confirmed = pending.confirmed(items, totals, NOON.plusSeconds(2), "somebody");
        List<Change> longer = new ArrayList<>(confirmed.history());
        longer.add(new Change(OrderStatus.SHIPPED, NOON.plusSeconds(99), "an admin"));
        Order shipped =
                new Order(
                        confirmed.id(),
                        confirmed.userId(),
                        confirmed.items(),
                        confirmed.totals(),
                        confirmed.shippingAddress(),
                        null,
                        longer);

        assertThat(shipped.asPlaced()).isEqualTo(confirmed);
    }
}
