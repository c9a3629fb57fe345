package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that go to an address that the customer has saved with the account. */
@QuarkusTest
class SavedAddressTest extends Shop {

    private final UUID address = UUID.randomUUID();
    private final String order = to(address);

    @BeforeEach
    void aCustomerHasABookAndAnAddress() {
        inCart("Kim", "9.99", 5, 1);
        neighbours.accounts.address(customer, address, "Portland");
    }

    @Test
    void theOrderKeepsTheAddressAsItWasThen() {
        String id = place("key", order).then().statusCode(201).extract().path("id");
        neighbours.accounts.address(customer, address, "Salem");

        mine().get("/orders/" + id)
                .then()
                .statusCode(200)
                .body("shipping_address.city", equalTo("Portland"))
                .body("shipping_address.country", equalTo("US"));
    }

    @Test
    void aRetryIsTheSameRequestWhateverHasBecomeOfTheAddress() {
        Response first = place("key", order);
        neighbours.accounts.forgetAddresses();

        assertReplayed(place("key", order), first);
        assertThat(type(place("key", to(UUID.randomUUID()))))
                .isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void nobodyOrdersToAnAddressOfSomebodyElse() {
        UUID theirs = UUID.randomUUID();
        neighbours.accounts.address(UUID.randomUUID(), theirs, "Salem");

        Response refused = place("key", to(theirs));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(type(refused)).isEqualTo("/problems/address-unknown");
        assertThat(place("key", order).statusCode()).isEqualTo(201);
    }

    @Test
    void whileNobodyKnowsTheAddressNothingIsOrdered() {
        neighbours.accounts.stop();
        try {
            Response refused = place("key", order);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
        } finally {
            neighbours.accounts.start();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"shipping_address\": null, \"address_id\": null}",
                "{\"shipping_address\": " + ADDRESS + ", \"address_id\": \"%s\"}"
            })
    void anOrderSaysInExactlyOneWayWhereItGoes(String body) {
        Response refused = place("key", body.replace("%s", address.toString()));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("violations[0].field"))
                .isEqualTo("shipping_address");
    }

    private static String to(UUID address) {
        return "{\"address_id\": \"%s\"}".formatted(address);
    }
}
