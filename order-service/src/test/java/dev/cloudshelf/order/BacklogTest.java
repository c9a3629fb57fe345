package dev.cloudshelf.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.order.domain.Destination;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.ShippingAddress;
import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever runs the shop sees in the metrics that something is stuck. */
@QuarkusTest
class BacklogTest extends Shop {

    private static final int STUCK_ATTEMPTS = 8;

    @Inject WatchBacklog watch;
    @Inject OrderStore orders;
    @Inject Ids ids;
    @Inject Clock clock;

    @Test
    void whatIsStuckShows() {
        double waiting = look("cloudshelf_effects_waiting");
        double stuck = look("cloudshelf_effects_stuck");
        inCart("Kim", "9.99", 5, 1);
        String order = place("key").jsonPath().getString("id");
        neighbours.catalog.trouble(
                Call.to("POST", order + "/restock"), Trouble.SERVER_ERROR, STUCK_ATTEMPTS);
        cancel(order);
        eventually(() -> {
            run();
            StoredEffect restock = effect(EffectKind.RESTOCK);
            return restock.attempts() == STUCK_ATTEMPTS && restock.lastError() != null;
        });

        assertThat(look("cloudshelf_effects_waiting")).isGreaterThanOrEqualTo(1);
        assertThat(look("cloudshelf_effects_stuck")).isEqualTo(stuck + 1);

        eventually(() -> {
            run();
            return effect(EffectKind.RESTOCK).done();
        });
        assertThat(look("cloudshelf_effects_stuck")).isEqualTo(stuck);
        assertThat(look("cloudshelf_effects_waiting")).isLessThanOrEqualTo(waiting + 1);
    }

    @Test
    void anOrderThatIsPendingTooLongShows() {
        double overdue = look("cloudshelf_orders_pending_overdue");
        neighbours.catalog.trouble(Call.to("PUT", ""), Trouble.SERVER_ERROR, 100);
        inCart("Kim", "9.99", 5, 1);
        assertThat(place("key").statusCode()).isEqualTo(503);
        assertThat(look("cloudshelf_orders_pending_overdue")).isEqualTo(overdue);

        leaveBehind(Duration.ofSeconds(61));

        assertThat(look("cloudshelf_orders_pending_overdue")).isEqualTo(overdue + 1);
        everythingWorks();
        sweep();
        assertThat(look("cloudshelf_orders_pending_overdue")).isEqualTo(overdue);
    }

    /** An order as a process leaves it that died so long ago. */
    private void leaveBehind(Duration ago) {
        Instant then = clock.instant().truncatedTo(ChronoUnit.MILLIS).minus(ago);
        ShippingAddress address = new ShippingAddress("1 Long Street", "Bath", "BA", "BA1", "GB");
        UUID another = UUID.randomUUID();
        Order order = Order.pending(ids.next(), another, address, then);
        OrderRequest request =
                new OrderRequest(
                        another, "left", new Destination.Given(address), null, "a request");
        assertThat(orders.begin(order, request, then).await().atMost(Duration.ofSeconds(10)))
                .isTrue();
    }

    private void run() {
        relay.runDue(EffectKind.calls()).await().atMost(Duration.ofSeconds(10));
    }

    /** What a scrape finds after a look. */
    private double look(String gauge) {
        watch.look().await().atMost(Duration.ofSeconds(10));
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(gauge))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }
}
