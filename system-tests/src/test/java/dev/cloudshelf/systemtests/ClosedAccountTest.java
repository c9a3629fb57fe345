package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A closed account leaves nothing behind in the other services. */
@ExtendWith(SharedCloud.class)
class ClosedAccountTest {

    /** Several rounds of the job that tells them. */
    private static final Duration TOLD = Duration.ofSeconds(90);

    private final Shop shop;
    private final LocalCloud cloud;

    ClosedAccountTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
    }

    @Test
    void cartAndSessionsEndWithTheirAccount() throws InterruptedException {
        Customer customer = customerWithACart();
        String session = shop.newSession(customer);

        shop.bearing(customer.token()).delete("/accounts/me").then().statusCode(204);

        Eventually.holds(TOLD, () -> assertThat(cartStatus(customer)).isEqualTo(401));
        shop.visitor().get("/sessions/{id}", session).then().statusCode(404);
    }

    @Test
    @Tag("servers")
    void cartEndsThoughCartServiceHangsAtFirst() throws InterruptedException, IOException {
        Customer customer = customerWithACart();
        OsProcess cartService = cloud.component(Service.CART).process();
        cartService.freeze();
        try {
            shop.bearing(customer.token()).delete("/accounts/me").then().statusCode(204);
            // Long enough for the first attempt, which fails.
            Thread.sleep(7_000);
        } finally {
            cartService.thaw();
        }

        Eventually.holds(TOLD, () -> assertThat(cartStatus(customer)).isEqualTo(401));
    }

    private Customer customerWithACart() {
        Customer customer = shop.newCustomer();
        shop.add(customer, shop.newBook(5), 2).then().statusCode(200);
        assertThat(cartStatus(customer)).isEqualTo(200);
        return customer;
    }

    /** Of reading the cart; the access token is good for that until cart-service is told. */
    private int cartStatus(Customer customer) {
        return shop.bearing(customer.token()).get("/cart").statusCode();
    }
}
