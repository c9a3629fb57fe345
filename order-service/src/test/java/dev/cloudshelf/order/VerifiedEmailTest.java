package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.standin.WithNeighbours;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** A shop that only sells to customers whose email address is verified. */
@QuarkusTest
@WithTestResource(
        value = WithNeighbours.class,
        initArgs = @ResourceArg(name = WithNeighbours.VERIFIED_EMAIL, value = "true"))
class VerifiedEmailTest extends OpenShop {

    @Test
    void customerWithoutAVerifiedAddressDoesNotOrder() {
        inCart("Kim", "9.99", 5, 1);

        Response rejected = place("key");

        assertThat(rejected.statusCode()).isEqualTo(403);
        assertThat(type(rejected)).isEqualTo("/problems/email-not-verified");
        assertThat(mine().get("/orders").jsonPath().getList("items")).isEmpty();
    }
}
