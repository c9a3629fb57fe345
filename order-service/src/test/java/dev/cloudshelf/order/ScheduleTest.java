package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import dev.cloudshelf.order.standin.WithNeighbours;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The same service with its schedules on: what is left behind is found without being asked. */
@QuarkusTest
@WithTestResource(
        value = WithNeighbours.class,
        initArgs = @ResourceArg(name = WithNeighbours.EVERY, value = "1s"))
class ScheduleTest extends OpenShop {

    @Test
    void theSweeperComesByItself() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        neighbours.catalog.trouble(Call.to("POST", "/confirm"), Trouble.DROPPED, 2);
        assertThat(place("key").statusCode()).isEqualTo(503);

        eventually(() -> neighbours.catalog.left(book) == 5);
        eventually(() -> place("key").statusCode() == 409);
        assertThat(type(place("key"))).isEqualTo("/problems/order-abandoned");
    }

    @Test
    void theRelayComesByItself() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        neighbours.carts.trouble(Call.to("POST", customer + "/removals"), Trouble.SERVER_ERROR, 3);
        assertThat(place("key").statusCode()).isEqualTo(201);

        eventually(() -> effect().getBoolean("done"));
        assertThat(neighbours.carts.quantity(customer, book)).isZero();
    }
}
