package dev.cloudshelf.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Shops of one customer and one book in which something went wrong, and one in which it did not.
 */
@Tag("any-store")
class CheckerTest {

    private static final String ADA = "ada";
    private static final String BOOK = "book";

    private final Ledger ledger = new Ledger(ADA);

    private static Order order(String id, String status, int copies) {
        return new Order(
                id,
                status,
                copies == 0 ? Map.of() : Map.of(BOOK, copies),
                new BigDecimal("12.50").multiply(BigDecimal.valueOf(copies)));
    }

    private static Receipt receipt(String id, int copies) {
        return new Receipt(
                201,
                """
                {"id": "%s", "status": "confirmed", "total": %s,
                 "items": [{"book_id": "%s", "quantity": %d}]}
                """
                        .formatted(id, order(id, "confirmed", copies).total(), BOOK, copies));
    }

    /** Ten copies were stocked in all. */
    private List<Invariant> check(int onHand, int soldBefore, int inCart, Order... orders) {
        return new Checker(List.of(new Shelf(BOOK, 10, 10, soldBefore)), List.of(ledger))
                        .check(
                                new Observation(
                                        Map.of(BOOK, onHand),
                                        Map.of(ADA, List.of(orders)),
                                        Map.of(ADA, inCart == 0 ? Map.of() : Map.of(BOOK, inCart))))
                        .stream()
                        .map(Violation::invariant)
                        .toList();
    }

    private void buys(String key, String id, int copies) {
        ledger.added(BOOK, copies);
        ledger.sends(key);
        assertThat(ledger.answered(key, receipt(id, copies))).isEmpty();
    }

    @Test
    void shopInWhichAllIsRightPasses() {
        buys("key", "order", 2);
        ledger.added(BOOK, 1);
        ledger.sends("refused");

        assertThat(check(5, 3, 1, order("order", "confirmed", 2), order("other", "cancelled", 0)))
                .isEmpty();
    }

    @Test
    void oversoldBookIsSeen() {
        buys("key", "order", 2);

        assertThat(check(9, 0, 0, order("order", "confirmed", 2)))
                .containsExactly(Invariant.STOCK_ADDS_UP);
    }

    @Test
    void copyThatIsNeitherOnHandNorSoldIsSeen() {
        assertThat(check(6, 3, 0)).containsExactly(Invariant.STOCK_ADDS_UP);
    }

    @Test
    void stockBelowZeroIsSeen() {
        assertThat(check(-1, 11, 0)).containsExactly(Invariant.STOCK_NOT_NEGATIVE);
    }

    @Test
    void orderThatWasPromisedAndIsNotThereIsSeen() {
        buys("key", "order", 2);

        assertThat(check(10, 0, 2)).containsExactly(Invariant.PROMISES_KEPT);
    }

    @Test
    void promisedOrderThatIsCancelledOrChangedIsSeen() {
        buys("key", "order", 2);

        assertThat(check(10, 0, 2, order("order", "cancelled", 2)))
                .containsExactly(Invariant.PROMISES_KEPT);
        assertThat(check(9, 0, 1, order("order", "confirmed", 1)))
                .containsExactly(Invariant.PROMISES_KEPT);
    }

    @Test
    void secondOrderOfOneKeyIsSeen() {
        buys("key", "order", 1);
        ledger.added(BOOK, 1);

        assertThat(check(8, 0, 0, order("order", "confirmed", 1), order("twin", "confirmed", 1)))
                .containsExactly(Invariant.ONE_ORDER_PER_KEY);
    }

    @Test
    void keyWithTwoAnswersIsSeen() {
        buys("key", "order", 1);

        assertThat(ledger.answered("key", receipt("order", 1))).isEmpty();
        assertThat(ledger.answered("key", receipt("twin", 1)))
                .map(Violation::invariant)
                .contains(Invariant.ONE_ORDER_PER_KEY);
    }

    @Test
    void twoKeysWithOneOrderAreSeen() {
        buys("key", "order", 1);
        ledger.sends("another");
        ledger.answered("another", receipt("order", 1));

        assertThat(check(9, 0, 0, order("order", "confirmed", 1)))
                .containsExactly(Invariant.ONE_ORDER_PER_KEY);
    }

    @Test
    void orderThatStaysPendingIsSeen() {
        ledger.sends("key");

        assertThat(check(10, 0, 0, order("order", "pending", 0)))
                .containsExactly(Invariant.NOTHING_PENDING);
    }

    @Test
    void lostCartLineIsSeen() {
        buys("key", "order", 2);
        ledger.added(BOOK, 3);

        assertThat(check(8, 0, 2, order("order", "confirmed", 2)))
                .containsExactly(Invariant.NOTHING_LOST);
    }

    @Test
    void boughtCopyThatStaysInTheCartIsSeen() {
        buys("key", "order", 2);

        assertThat(check(8, 0, 1, order("order", "confirmed", 2)))
                .containsExactly(Invariant.SOLD_ONCE);
    }

    @Test
    void cartThatIsSoldUnderTwoKeysIsSeen() {
        buys("key", "order", 1);
        ledger.sends("another");
        ledger.answered("another", receipt("twin", 1));

        assertThat(check(8, 0, 0, order("order", "confirmed", 1), order("twin", "confirmed", 1)))
                .containsExactly(Invariant.SOLD_ONCE);
    }

    @Test
    void cartThatIsSoldTwiceIsSeenThoughSomethingWasTakenOut() {
        buys("key", "order", 1);
        assertThat(ledger.reads(Map.of(), List.of(order("order", "confirmed", 1)))).isEmpty();
        ledger.added(BOOK, 2);
        ledger.perhapsEmptied(BOOK);
        ledger.emptied(BOOK);
        ledger.sends("another");

        assertThat(check(8, 0, 0, order("order", "confirmed", 1), order("twin", "confirmed", 1)))
                .containsExactly(Invariant.SOLD_ONCE);
    }

    @Test
    void moreBoughtThanWasEverInTheCartIsSeen() {
        buys("key", "order", 1);

        assertThat(check(7, 0, 0, order("order", "confirmed", 1), order("twin", "confirmed", 2)))
                .contains(Invariant.SOLD_ONCE);
    }
}
