package dev.cloudshelf.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever runs the shop sees in the metrics that something is stuck. */
@QuarkusTest
class BacklogTest extends Shop {

    private static final int STUCK_ATTEMPTS = 8;

    @Inject WatchBacklog watch;

    @Test
    void whatIsStuckShows() {
        double waiting = look("cloudshelf_effects_waiting");
        double stuck = look("cloudshelf_effects_stuck");
        neighbours.carts.trouble(
                Call.to("POST", customer + "/removals"), Trouble.SERVER_ERROR, STUCK_ATTEMPTS);
        inCart("Kim", "9.99", 5, 1);
        place("key");
        eventually(() -> {
            run();
            return effect().getInteger("attempts") == STUCK_ATTEMPTS
                    && effect().getString("last_error") != null;
        });

        assertThat(look("cloudshelf_effects_waiting")).isGreaterThanOrEqualTo(1);
        assertThat(look("cloudshelf_effects_stuck")).isEqualTo(stuck + 1);

        eventually(() -> {
            run();
            return effect().getBoolean("done");
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

        pool.preparedQuery(
                        "UPDATE orders SET created_at = created_at - interval '61 seconds' WHERE user_id = $1")
                .execute(Tuple.of(customer))
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(look("cloudshelf_orders_pending_overdue")).isEqualTo(overdue + 1);
        everythingWorks();
        sweep();
        assertThat(look("cloudshelf_orders_pending_overdue")).isEqualTo(overdue);
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
