package dev.cloudshelf.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CartTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void emptyCartCostsNothing() {
        Cart cart = new Cart(List.of());
        assertThat(cart.total()).isEqualTo(Money.usd("0.00"));
        assertThat(cart.itemCount()).isZero();
    }

    @Test
    void totalIsExactAndCountsEveryCopy() {
        Cart cart = new Cart(List.of(line(1, "0.10", 3, NOON), line(2, "19.99", 99, NOON)));
        assertThat(cart.total()).isEqualTo(Money.usd("1979.31"));
        assertThat(cart.itemCount()).isEqualTo(102);
    }

    @Test
    void linesStandInOrderOfArrival() {
        CartLine first = line(9, "1.00", 1, NOON);
        CartLine second = line(3, "1.00", 1, NOON.plusMillis(1));
        CartLine third = line(4, "1.00", 1, NOON.plusMillis(1));
        assertThat(new Cart(List.of(third, second, first)).lines())
                .containsExactly(first, second, third);
    }

    @Test
    void lineNeedsOneToNinetyNineCopies() {
        assertThatThrownBy(() -> line(1, "1.00", 0, NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line(1, "1.00", 100, NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cartBeyondItsLimitIsItsHundredOldestLines() {
        Cart cart = cartOf(103);
        assertThat(cart.withinLimit().lines()).isEqualTo(cart.lines().subList(0, 100));
        assertThat(cartOf(100).withinLimit()).isEqualTo(cartOf(100));
    }

    @Test
    void hundredthBookHasRoom() {
        Cart cart = cartOf(100);
        assertThat(cart.hasNoRoomFor(id(100), NOON.plusMillis(100))).isFalse();
    }

    @Test
    void hundredAndFirstBookHasNoRoomAndTheOthersStay() {
        Cart cart = cartOf(101);
        Instant later = NOON.plusSeconds(60);
        assertThat(cart.hasNoRoomFor(id(101), later)).isTrue();
        assertThat(cart.hasNoRoomFor(id(100), later)).isFalse();
        assertThat(cart.hasNoRoomFor(id(1), later)).isFalse();
    }

    /**
     * Clocks of two machines differ: the line may look older than the books that were there before
     * it.
     */
    @Test
    void newBookHasNoRoomEvenWithASlowClock() {
        Cart cart = cartOf(101);
        assertThat(cart.hasNoRoomFor(id(1), NOON.plusMillis(1))).isTrue();
    }

    @Test
    void removedBookIsNotOneTooMany() {
        assertThat(cartOf(101).hasNoRoomFor(id(500), NOON)).isFalse();
    }

    @Test
    void purchaseJoinsAndSortsItsLines() {
        List<Purchase.Line> lines = new ArrayList<>();
        lines.add(new Purchase.Line(id(1), 2));
        lines.add(new Purchase.Line(id(2), 1));
        lines.add(new Purchase.Line(id(1), 3));
        Purchase purchase = new Purchase(id(7), lines);
        Collections.reverse(lines);
        assertThat(purchase.lines())
                .containsExactly(new Purchase.Line(id(1), 5), new Purchase.Line(id(2), 1));
        assertThat(new Purchase(id(7), lines)).isEqualTo(purchase);
    }

    private static Cart cartOf(int books) {
        return new Cart(
                IntStream.rangeClosed(1, books)
                        .mapToObj(i -> line(i, "1.00", 1, NOON.plusMillis(i)))
                        .toList());
    }

    private static CartLine line(int book, String price, int quantity, Instant addedAt) {
        return new CartLine(
                new Book(id(book), "Book " + book, Money.usd(price), null, 50),
                quantity,
                addedAt,
                addedAt,
                addedAt,
                null,
                false);
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }
}
