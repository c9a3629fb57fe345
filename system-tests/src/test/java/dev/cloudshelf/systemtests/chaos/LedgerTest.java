package dev.cloudshelf.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a customer can know of a cart while things die. */
@Tag("any-store")
class LedgerTest {

    private static final String BOOK = "book";

    private final Ledger ledger = new Ledger("ada");

    private static Order order(String status, int copies) {
        return new Order("order", status, Map.of(BOOK, copies), BigDecimal.TEN);
    }

    private static Map<String, Integer> cart(int copies) {
        return Map.of(BOOK, copies);
    }

    @Test
    void addWithoutAnAnswerMayOrMayNotHaveHappenedUntilTheCartIsRead() {
        ledger.added(BOOK, 1);
        ledger.perhapsAdded(BOOK, 2);

        assertThat(ledger.cart()).isEqualTo(Ledger.Cart.UNREAD);
        assertThat(ledger.check(cart(1), List.of())).isEmpty();
        assertThat(ledger.check(cart(3), List.of())).isEmpty();
        assertThat(ledger.check(cart(4), List.of())).isNotEmpty();
        assertThat(ledger.reads(cart(3), List.of())).isEmpty();
        assertThat(ledger.cart()).isEqualTo(Ledger.Cart.KNOWN);
        assertThat(ledger.check(cart(1), List.of())).isNotEmpty();
    }

    @Test
    void cartIsKnownAgainOnlyWhenWhatWasBoughtHasLeftIt() {
        ledger.added(BOOK, 2);
        ledger.sends("key");

        assertThat(ledger.reads(cart(2), List.of(order("pending", 0)))).isEmpty();
        assertThat(ledger.cart()).isEqualTo(Ledger.Cart.LEAVING);
        assertThat(ledger.reads(cart(2), List.of(order("confirmed", 2)))).isEmpty();
        assertThat(ledger.cart()).isEqualTo(Ledger.Cart.LEAVING);
        assertThat(ledger.reads(cart(0), List.of(order("confirmed", 2)))).isEmpty();
        assertThat(ledger.cart()).isEqualTo(Ledger.Cart.KNOWN);
    }

    @Test
    void lossIsSeenAtOnce() {
        ledger.added(BOOK, 3);
        ledger.sends("key");

        assertThat(ledger.reads(cart(0), List.of(order("confirmed", 2)))).hasSize(1);
    }

    @Test
    void addWithoutAnAnswerWhileCopiesLeaveStaysUncertain() {
        ledger.added(BOOK, 2);
        ledger.sends("key");
        ledger.perhapsAdded(BOOK, 1);

        assertThat(ledger.reads(cart(1), List.of(order("confirmed", 2)))).isEmpty();
        assertThat(ledger.cart()).isEqualTo(Ledger.Cart.LOST);
        assertThat(ledger.check(cart(0), List.of(order("confirmed", 2)))).isEmpty();
        assertThat(ledger.check(cart(2), List.of(order("confirmed", 2)))).isNotEmpty();
    }

    @Test
    void lineThatWasPutBackIsGone() {
        ledger.added(BOOK, 2);
        ledger.perhapsEmptied(BOOK);
        assertThat(ledger.check(cart(0), List.of())).isEmpty();
        assertThat(ledger.check(cart(2), List.of())).isEmpty();

        ledger.emptied(BOOK);

        assertThat(ledger.check(cart(2), List.of())).isNotEmpty();
        assertThat(ledger.hasSomething()).isFalse();
    }

    @Test
    void whatWasPutInIsCountedOverAllPurchases() {
        ledger.added(BOOK, 2);
        ledger.sends("first");
        Order first = order("confirmed", 2);
        assertThat(ledger.reads(cart(0), List.of(first))).isEmpty();
        ledger.added(BOOK, 1);
        ledger.sends("second");
        Order second = new Order("second", "confirmed", Map.of(BOOK, 1), BigDecimal.TEN);
        assertThat(ledger.reads(cart(0), List.of(first, second))).isEmpty();

        assertThat(ledger.putInAltogether()).isEqualTo(Range.exactly(3));
        Order third = new Order("third", "confirmed", Map.of(BOOK, 1), BigDecimal.TEN);
        assertThat(ledger.reads(cart(0), List.of(first, second, third)))
                .extracting(Violation::invariant)
                .containsExactly(Invariant.SOLD_ONCE);
    }

    @Test
    void copyThatWasPerhapsAddedIsBoughtOnceAtMost() {
        ledger.perhapsAdded(BOOK, 1);
        ledger.sends("key");
        Order order = order("confirmed", 1);
        Order twin = new Order("twin", "confirmed", Map.of(BOOK, 1), BigDecimal.TEN);

        assertThat(ledger.check(cart(0), List.of(order))).isEmpty();
        assertThat(ledger.check(cart(0), List.of(order, twin))).hasSize(1);
    }
}
