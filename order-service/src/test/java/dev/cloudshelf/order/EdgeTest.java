package dev.cloudshelf.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, and what is refused before anything is done. */
@QuarkusTest
class EdgeTest extends Shop {

    @Test
    void withoutATokenNothingIsAnswered() {
        assertStatus(anyone(), 401);
        assertStatus(anyone().auth().oauth2("not a token"), 401);
    }

    @Test
    void aServiceIsNoCustomer() {
        assertStatus(anyone().auth().oauth2(TestTokens.service("cart-service")), 403);
    }

    @Test
    void anAdminIsACustomerToo() {
        inCart("Kim", "9.99", 5, 1);

        Response placed =
                anyone().auth()
                        .oauth2(TestTokens.admin(customer))
                        .header("Idempotency-Key", "key")
                        .contentType("application/json")
                        .body(ORDER)
                        .post("/orders");

        assertThat(placed.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "street, ''",
        "street, ' '",
        "city, ''",
        "state, ''",
        "postal_code, 123456789012345678901",
        "country, ''",
        "country, us",
        "country, ZZ",
        "country, USA",
        "city, 'Port\\u0000land'",
        "street, 'two\\nlines'",
        "street, 'line\\u0085two'",
        "city, 'Port\\u202Edne'",
        "state, 'O\\u2066R'",
        "postal_code, '97\\u061C205'"
    })
    void aBadAddressFieldIsNamed(String field, String value) {
        String body =
                ORDER.replaceFirst(
                        "\"%s\": \"[^\"]*\"".formatted(field),
                        "\"%s\": \"%s\"".formatted(field, value.replace("\\", "\\\\")));

        Response refused = place("key", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getList("violations.field"))
                .isNotEmpty()
                .containsOnly("shipping_address." + field);
    }

    @Test
    void everyMissingAddressFieldIsNamed() {
        Response refused = place("key", "{\"shipping_address\": {}}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getList("violations.field"))
                .containsExactlyInAnyOrder(
                        "shipping_address.city",
                        "shipping_address.country",
                        "shipping_address.postal_code",
                        "shipping_address.state",
                        "shipping_address.street");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0.01",
                "0.001",
                "1e12",
                "1e2147483647",
                "1e-2147483647",
                "\"NaN\"",
                "\"much\"",
                "[]",
                "true"
            })
    void aBadExpectedTotalIsNamed(String total) {
        Response refused = place("key", expecting(total));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getList("violations.field")).containsOnly("expected_total");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "{}",
                "{\"shipping_address\": null}",
                "{\"shipping_address\": \"here\"}",
                "{\"address_id\": \"here\"}",
                "{\"address\": \"01980000-0000-7000-8000-000000000001\"}",
                "{\"half a character \\uD83D\": 1}"
            })
    void aBadBodyIsA400(String body) {
        assertThat(place("key", body).statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsRefusedAtTheEdgeDoesNotUseUpTheKey() {
        inCart("Kim", "9.99", 5, 1);
        place("key", "{}");

        assertThat(place("key").statusCode()).isEqualTo(201);
    }

    @Test
    void anotherMethodIsNotAllowed() {
        assertThat(
                        given().auth()
                                .oauth2(TestTokens.customer(customer))
                                .delete("/orders")
                                .statusCode())
                .isEqualTo(405);
    }

    private static RequestSpecification anyone() {
        return given().filter(ApiConformance.ofThisService());
    }

    private static void assertStatus(RequestSpecification caller, int status) {
        List<Response> answers =
                List.of(
                        given().spec(caller)
                                .header("Idempotency-Key", "key")
                                .contentType("application/json")
                                .body(ORDER)
                                .post("/orders"),
                        given().spec(caller).get("/orders"),
                        given().spec(caller).get("/orders/" + UUID.randomUUID()),
                        given().spec(caller).post("/orders/" + UUID.randomUUID() + "/cancel"),
                        given().spec(caller).post("/orders/" + UUID.randomUUID() + "/ship"),
                        given().spec(caller).post("/orders/" + UUID.randomUUID() + "/deliver"),
                        given().spec(caller).get("/admin/orders"));
        assertThat(answers).extracting(Response::statusCode).containsOnly(status);
    }
}
