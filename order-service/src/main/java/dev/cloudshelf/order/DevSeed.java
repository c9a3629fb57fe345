package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.Destination;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.Pricing;
import dev.cloudshelf.order.domain.ShippingAddress;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Past orders of the development reader, so that the service shows something on its own. */
@ApplicationScoped
@IfBuildProfile("dev")
class DevSeed {

    private static final UUID READER = UUID.fromString("01980000-0000-7000-8000-000000000002");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ShippingAddress HOME =
            new ShippingAddress("42 Mill Lane", "Portland", "OR", "97205", "US");

    private final OrderStore orders;
    private final Pricing pricing;
    private final Clock clock;

    DevSeed(OrderStore orders, Pricing pricing, Clock clock) {
        this.orders = orders;
        this.pricing = pricing;
        this.clock = clock;
    }

    void seed(@Observes StartupEvent started) {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        seed(
                1,
                today.minus(Duration.ofDays(40)),
                List.of(
                        line(11, "The Left Hand of Darkness", "9.99", 1),
                        line(12, "Middlemarch", "12.50", 2)));
        seed(2, today.minus(Duration.ofDays(3)), List.of(line(13, "Invisible Cities", "14.00", 4)));
    }

    /** A second start finds the key used and changes nothing. */
    private void seed(int number, Instant at, List<PricedLine> items) {
        Order pending = Order.pending(id(100 + number), READER, HOME, at);
        String name = "dev-seed-" + number;
        OrderRequest request =
                new OrderRequest(READER, name, new Destination.Given(HOME), null, name);
        if (orders.begin(pending, request, at).await().atMost(TIMEOUT)) {
            Order confirmed =
                    pending.confirmed(items, pricing.totals(items, HOME), at, READER.toString());
            orders.confirm(confirmed, Set.of(), at).await().atMost(TIMEOUT);
        }
    }

    private static PricedLine line(int book, String title, String price, int quantity) {
        return new PricedLine(id(book), title, Money.usd(price), quantity, "Fiction");
    }

    private static UUID id(int number) {
        return UUID.fromString("01980000-0000-7000-8000-%012d".formatted(number));
    }
}
