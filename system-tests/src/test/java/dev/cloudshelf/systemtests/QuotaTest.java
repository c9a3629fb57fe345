package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much one customer may ask for; the services' own tests look at the other quotas. */
@ExtendWith(SharedCloud.class)
class QuotaTest {

    private final Shop shop;

    QuotaTest(Shop shop) {
        this.shop = shop;
    }

    /** Rejected ones count, too: each is stored. */
    @Test
    void ordersOfOneCustomerAreLimitedAndNobodyElseWaits() {
        Customer busy = shop.newCustomer();
        for (int i = 0; i < SharedCloud.ORDERS_MAX; i++) {
            shop.order(busy, "empty-" + i)
                    .then()
                    .statusCode(422)
                    .body("type", equalTo("/problems/cart-empty"));
        }

        Response rejected = shop.order(busy, "one-more");

        rejected.then().statusCode(429).body("type", equalTo("/problems/too-many-requests"));
        assertThat(Integer.parseInt(rejected.header("Retry-After"))).isPositive();
        Customer other = shop.newCustomer();
        shop.add(other, shop.newBook(1), 1).then().statusCode(200);
        shop.order(other, "mine").then().statusCode(201);
    }
}
