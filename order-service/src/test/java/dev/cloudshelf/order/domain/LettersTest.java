package dev.cloudshelf.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.mail.Letter;
import dev.cloudshelf.kernel.mail.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LettersTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UUID ID = UUID.fromString("01980000-0000-7000-8000-000000000042");
    private static final Recipient ANN = Recipient.of("Ann", "Reader", "ann@example.com");

    @Test
    void theConfirmationTellsWhatWasBoughtAndWhatItCosts() {
        Letter letter = Letters.confirmation(placed("Middlemarch"), ANN);

        assertThat(letter.name()).isEqualTo("2026-11-20-" + ID + "-confirmation");
        assertThat(letter.to()).isEqualTo(ANN);
        assertThat(letter.subject()).isEqualTo("Your CloudShelf order is confirmed");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        Hello Ann Reader,

                        Thank you for your order. This is what we are packing for you:

                          2 x Middlemarch
                              at USD 12.50 each                    USD      25.00
                          1 x Kim
                              at USD 9.99 each                     USD       9.99

                          Subtotal                                 USD      34.99
                          Tax                                      USD       2.80
                          Shipping                                 USD       4.99
                          Total                                    USD      42.78

                        It goes to
                          1 Long Street
                          Portland, OR 97205
                          United States

                        Your order number is 01980000-0000-7000-8000-000000000042.

                        CloudShelf
                        """);
    }

    @Test
    void theOtherLettersAreOfTheirOwnTime() {
        Order placed = placed("Middlemarch");
        Change shipped = new Change(OrderStatus.SHIPPED, NOON.plusSeconds(86_400), "an admin");
        Change cancelled = new Change(OrderStatus.CANCELLED, NOON.plusSeconds(2 * 86_400), "x");

        Letter onItsWay = Letters.shipping(after(placed, shipped), ANN);
        Letter off = Letters.cancellation(after(placed, cancelled), ANN);

        assertThat(onItsWay.name()).isEqualTo("2026-11-21-" + ID + "-shipping");
        assertThat(onItsWay.text()).contains("on its way to you", "2 x Middlemarch", "It goes to");
        assertThat(off.name()).isEqualTo("2026-11-22-" + ID + "-cancellation");
        assertThat(off.text())
                .contains("has been cancelled", "2 x Middlemarch")
                .doesNotContain("It goes to");
    }

    @Test
    void whatHasNotHappenedIsNotWrittenOf() {
        assertThatThrownBy(() -> Letters.shipping(placed("Middlemarch"), ANN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingThatSomebodyWrotePassesForALineOfOurs() {
        Recipient prankster = Recipient.of("Ann,\n\nYou owe us 100", "\u2028", "a@example.com");

        String text = Letters.confirmation(placed("Kim\r\nTotal 0.00\u0000"), prankster).text();

        assertThat(text)
                .startsWith("Hello Ann, You owe us 100,\n")
                .contains("  2 x Kim Total 0.00\n")
                .doesNotContain("\r", "\u0000", "\u2028");
    }

    @Test
    void aVeryLongTitleIsCutAtACharacter() {
        String text = Letters.confirmation(placed("\ud83d\udcda".repeat(500)), ANN).text();

        assertThat(text).contains("  2 x " + "\ud83d\udcda".repeat(117) + "...\n");
    }

    @Test
    void withoutANameTheGreetingHasNone() {
        Recipient nameless = Recipient.of(" ", "", "a@example.com");

        assertThat(Letters.confirmation(placed("Kim"), nameless).text()).startsWith("Hello,\n");
    }

    private static Order placed(String title) {
        ShippingAddress home =
                new ShippingAddress("1 Long Street", "Portland", "OR", "97205", "US");
        List<PricedLine> items =
                List.of(
                        new PricedLine(new UUID(0, 3), title, Money.usd("12.50"), 2, "Fiction"),
                        new PricedLine(new UUID(0, 4), "Kim", Money.usd("9.99"), 1, null));
        Totals totals = new Totals(Money.usd("34.99"), Money.usd("2.80"), Money.usd("4.99"));
        return Order.pending(ID, new UUID(0, 2), home, NOON)
                .confirmed(items, totals, NOON, new UUID(0, 2).toString());
    }

    private static Order after(Order order, Change change) {
        List<Change> history = List.of(order.history().get(0), order.history().get(1), change);
        return new Order(
                order.id(),
                order.userId(),
                order.items(),
                order.totals(),
                order.shippingAddress(),
                null,
                history);
    }
}
