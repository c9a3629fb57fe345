package dev.cloudshelf.order.store;

import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.Destination;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.ShippingAddress;
import dev.cloudshelf.order.domain.Totals;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders to try a store with. */
final class Orders {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");
    static final UUID ANOTHER = new UUID(0x0198000000007000L, 0x8000000000000099L);
    static final ShippingAddress HOME =
            new ShippingAddress("1 Quote's \"Street\" \\", "Zürich", "ZH", "8001", "CH");

    private Orders() {}

    static Order pending(UUID customer) {
        return pending(customer, NOON);
    }

    /** As checkout makes it: its id is of the time at which it was begun. */
    static Order pending(UUID customer, Instant at) {
        UUID id = new Ids(Clock.fixed(at, ZoneOffset.UTC)).next();
        return Order.pending(id, customer, HOME, at);
    }

    static OrderRequest request(Order order, String key) {
        return new OrderRequest(
                order.userId(),
                key,
                new Destination.Given(order.shippingAddress()),
                null,
                "request-" + order.id());
    }

    /** With titles that an array's text form would have to quote. */
    static Order confirmed(Order pending) {
        List<PricedLine> items =
                List.of(
                        line(1, "Eats, Shoots & Leaves", "12.50", 2, "Language"),
                        line(2, "{\"NULL\", \\, NULL}", "0.00", 99, null),
                        line(3, "百年の孤独", "99999999.99", 1, "NULL"));
        Totals totals =
                new Totals(Money.usd("100000024.99"), Money.usd("8000002.00"), Money.usd("0.00"));
        return pending.confirmed(items, totals, NOON.plusMillis(7), pending.userId().toString());
    }

    private static PricedLine line(
            int book, String title, String price, int quantity, @Nullable String category) {
        return new PricedLine(new UUID(0, book), title, Money.usd(price), quantity, category);
    }
}
