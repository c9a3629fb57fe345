package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.mail.Letter;
import dev.cloudshelf.kernel.mail.Recipient;
import java.time.Instant;
import java.util.Locale;

/** Writes the letters to customers. */
public final class Letters {

    /** Longer than nearly every title; keeps a line far below the 998 octets of RFC 5322. */
    private static final int TITLE_LENGTH_MAX = 120;

    private Letters() {}

    public static Letter confirmation(Order order, Recipient to) {
        return letter(
                order,
                to,
                OrderStatus.CONFIRMED,
                "confirmation",
                "Your CloudShelf order is confirmed",
                "Thank you for your order. This is what we are packing for you:");
    }

    public static Letter cancellation(Order order, Recipient to) {
        return letter(
                order,
                to,
                OrderStatus.CANCELLED,
                "cancellation",
                "Your CloudShelf order is cancelled",
                "Your order has been cancelled, and nothing of it will be sent or charged:");
    }

    public static Letter shipping(Order order, Recipient to) {
        return letter(
                order,
                to,
                OrderStatus.SHIPPED,
                "shipping",
                "Your CloudShelf order is on its way",
                "Your order has left our shelves and is on its way to you:");
    }

    private static Letter letter(
            Order order,
            Recipient to,
            OrderStatus event,
            String kind,
            String subject,
            String opening) {
        StringBuilder text = new StringBuilder(1024);
        text.append(greeting(to)).append("\n\n").append(opening).append("\n\n");
        order.items().forEach(item -> append(text, item));
        append(text, order.totals());
        if (event != OrderStatus.CANCELLED) {
            append(text, order.shippingAddress());
        }
        text.append("Your order number is ").append(order.id()).append(".\n\nCloudShelf\n");
        return new Letter(order.id() + "-" + kind, at(order, event), to, subject, text.toString());
    }

    private static Instant at(Order order, OrderStatus event) {
        return order.history().stream()
                .filter(change -> change.status() == event)
                .map(Change::at)
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "Order %s was never %s".formatted(order.id(), event)));
    }

    private static String greeting(Recipient to) {
        String name = oneLine(to.name());
        return name.isEmpty() ? "Hello," : "Hello " + name + ",";
    }

    private static void append(StringBuilder text, PricedLine item) {
        text.append("  %d x %s\n".formatted(item.quantity(), shortened(oneLine(item.title()))));
        append(
                text,
                "    at %s %s each".formatted(currency(item.price()), item.price().amount()),
                item.lineTotal());
    }

    private static void append(StringBuilder text, Totals totals) {
        text.append('\n');
        append(text, "Subtotal", totals.subtotal());
        append(text, "Tax", totals.tax());
        append(text, "Shipping", totals.shipping());
        append(text, "Total", totals.total());
        text.append('\n');
    }

    private static void append(StringBuilder text, String what, Money amount) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "  %-40s %s %10s\n",
                        what,
                        currency(amount),
                        amount.amount().toPlainString()));
    }

    private static void append(StringBuilder text, ShippingAddress address) {
        text.append("It goes to\n  ")
                .append(oneLine(address.street()))
                .append("\n  ")
                .append(
                        oneLine(
                                "%s, %s %s"
                                        .formatted(
                                                address.city(),
                                                address.state(),
                                                address.postalCode())))
                .append("\n  ")
                .append(Locale.of("", address.country()).getDisplayCountry(Locale.ENGLISH))
                .append("\n\n");
    }

    private static String currency(Money money) {
        return money.currency().getCurrencyCode();
    }

    /** So that nothing that somebody wrote can pass for a line of ours. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private static String shortened(String title) {
        return title.codePointCount(0, title.length()) <= TITLE_LENGTH_MAX
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE_LENGTH_MAX - 3)) + "...";
    }
}
