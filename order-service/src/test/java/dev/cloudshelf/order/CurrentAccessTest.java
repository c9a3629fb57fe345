package dev.cloudshelf.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import dev.cloudshelf.order.standin.StandInAccounts;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose sign-in has ended changes no order, and sees nobody's, whatever the token says. */
@QuarkusTest
class CurrentAccessTest extends Shop {

    private static final String REPORT = "/reports/sales?from=2026-01-01&to=2026-01-02&by=day";

    @ParameterizedTest
    @CsvSource({"ship, confirmed", "cancel, confirmed"})
    void administratorWhoseSignInHasEndedChangesNothing(String step, String status) {
        String order = order();
        String token = TestTokens.admin(UUID.randomUUID());
        neighbours.accounts.end(token);

        Response response = with(token).post("/orders/" + order + "/" + step);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(type(response)).isEqualTo("/problems/unauthenticated");
        assertThat(status(order)).isEqualTo(status);
    }

    @Test
    void administratorWhoseSignInHasEndedDeliversAndSeesNothing() {
        String order = order();
        asAdmin().post("/orders/" + order + "/ship").then().statusCode(200);
        String token = TestTokens.admin(UUID.randomUUID());
        neighbours.accounts.end(token);

        assertThat(with(token).post("/orders/" + order + "/deliver").statusCode()).isEqualTo(401);
        assertThat(status(order)).isEqualTo("shipped");
        assertThat(with(token).get("/admin/orders").statusCode()).isEqualTo(401);
        assertThat(with(token).get(REPORT).statusCode()).isEqualTo(401);
        assertThat(with(token).accept("text/csv").get(REPORT).statusCode()).isEqualTo(401);
    }

    @Test
    void administratorWhoCannotBeCheckedWaits() {
        String order = order();
        neighbours.accounts.trouble(
                Call.to("GET", StandInAccounts.ACCESS), Trouble.SERVER_ERROR, 100);

        for (String step : new String[] {"ship", "cancel", "deliver"}) {
            Response response = asAdmin().post("/orders/" + order + "/" + step);
            assertThat(response.statusCode()).isEqualTo(503);
        }
        assertThat(asAdmin().get("/admin/orders").statusCode()).isEqualTo(503);
        assertThat(asAdmin().get(REPORT).statusCode()).isEqualTo(503);
        assertThat(status(order)).isEqualTo("confirmed");
    }

    @Test
    void customerWhoseSignInHasEndedCancelsNothing() {
        String order = order();
        String token = TestTokens.customer(customer);
        neighbours.accounts.end(token);

        assertThat(with(token).post("/orders/" + order + "/cancel").statusCode()).isEqualTo(401);
        assertThat(status(order)).isEqualTo("confirmed");
    }

    @Test
    void customerWhoCannotBeCheckedCancels() {
        String order = order();
        neighbours.accounts.trouble(
                Call.to("GET", StandInAccounts.ACCESS), Trouble.SERVER_ERROR, 100);

        assertThat(mine().post("/orders/" + order + "/cancel").statusCode()).isEqualTo(200);
        assertThat(status(order)).isEqualTo("cancelled");
    }

    private String order() {
        inCart("Kim", "9.99", 5, 1);
        return place("key").jsonPath().getString("id");
    }

    private String status(String order) {
        return mine().get("/orders/" + order).jsonPath().getString("status");
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token);
    }
}
