package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A customer begins so many orders in a time and no more, refused ones included. */
@QuarkusTest
class OrderQuotaTest extends Shop {

    private static final int MAX = 30;

    @Test
    void ordersBeyondTheQuotaAreRejectedAndNothingIsKept() {
        for (int i = 0; i < MAX; i++) {
            assertThat(type(place("key " + i))).isEqualTo("/problems/cart-empty");
        }

        Response rejected = place("one more");

        assertThat(rejected.statusCode()).isEqualTo(429);
        assertThat(type(rejected)).isEqualTo("/problems/too-many-requests");
        assertThat(Integer.parseInt(rejected.header("Retry-After"))).isBetween(500, 601);
        List<?> kept = mine().get("/orders?limit=100").jsonPath().getList("items");
        assertThat(kept).hasSize(MAX);
        assertThat(type(place("key 7"))).as("a retry").isEqualTo("/problems/cart-empty");
        assertThat(type(place(UUID.randomUUID(), "key", ORDER)))
                .as("somebody else")
                .isEqualTo("/problems/cart-empty");
        assertThat(place("one more").statusCode()).isEqualTo(429);
    }
}
