package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Service;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The one door from outside. */
@ExtendWith(SharedCloud.class)
class GatewayTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String SOMEBODY = "01990000-0000-7000-8000-000000000001";
    private static final int MORE_THAN_ANY_JSON_BODY = 100_000;

    private static final List<String> PATHS_TO_WHAT_IS_INTERNAL =
            List.of(
                    "/internal/carts/" + SOMEBODY,
                    "/api/internal/carts/" + SOMEBODY,
                    "/api/INTERNAL/carts/" + SOMEBODY,
                    "/api//internal/carts/" + SOMEBODY,
                    "//internal/carts/" + SOMEBODY,
                    "/api/./internal/carts/" + SOMEBODY,
                    "/api/cart/../internal/carts/" + SOMEBODY,
                    "/api/cart/..;/internal/carts/" + SOMEBODY,
                    "/api/cart;/../internal/carts/" + SOMEBODY,
                    "/api/cart/%2e%2e/internal/carts/" + SOMEBODY,
                    "/api/cart/%2E%2E%2Finternal/carts/" + SOMEBODY,
                    "/api/cart/%252e%252e/internal/carts/" + SOMEBODY,
                    "/api/cart/%c0%ae%c0%ae/internal/carts/" + SOMEBODY,
                    "/api/cart/..%5c..%5cinternal/carts/" + SOMEBODY,
                    "/api/cart\\..\\internal\\carts\\" + SOMEBODY,
                    "/api/%69nternal/carts/" + SOMEBODY,
                    "/api/cart/items/..%2f..%2finternal%2fcarts%2f" + SOMEBODY,
                    "/api/cart%00/internal/carts/" + SOMEBODY,
                    "/api/internal/stock-reservations/" + SOMEBODY,
                    "/api/internal/accounts",
                    "/api/books/../internal/stock-reservations/" + SOMEBODY,
                    "/q/health",
                    "/q/metrics",
                    "/api/q/health",
                    "/api/q/metrics",
                    "/api/q/openapi",
                    "/api/q/swagger-ui/",
                    "/api/Q/health",
                    "/api/%71/health",
                    "/api/books/../q/health",
                    "/api/books/..%2fq%2fhealth",
                    "/api/books/%2e%2e/q/metrics",
                    "/api/../q/health",
                    "/api/.//q/health",
                    "/api;x=/q/health",
                    "/api/q;/health",
                    "/api/books/%2e%2e%2fq%2fmetrics");

    private final Shop shop;
    private final LocalCloud cloud;
    private final RawHttp raw;

    GatewayTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
        this.raw = new RawHttp(cloud.address());
    }

    @TestFactory
    Stream<DynamicTest> noTrickWithThePathReachesWhatIsInternal() throws IOException {
        String authorization = "Authorization: Bearer " + shop.serviceToken("order-service");
        // Whoever got past the gateway would be welcome there.
        String inside =
                new RawHttp(cloud.address(Service.CART))
                        .get("/internal/carts/" + SOMEBODY, authorization);
        assertThat(RawHttp.statusOf(inside)).isEqualTo(200);
        return PATHS_TO_WHAT_IS_INTERNAL.stream()
                .map(target ->
                        DynamicTest.dynamicTest(
                                target,
                                () -> {
                                    String answer = raw.get(target, authorization);
                                    assertThat(RawHttp.statusOf(answer)).as(answer).isIn(400, 404);
                                }));
    }

    @Test
    void noTrickWithHostOrHeadersReachesAServicePastTheDefinition() throws IOException {
        String service = cloud.address(Service.CATALOG).getAuthority();
        String own = cloud.address().getAuthority();
        for (String head :
                new String[] {
                    "GET http://%s/q/health HTTP/1.1\r\nHost: %s".formatted(service, service),
                    "GET http://%s/q/health HTTP/1.1\r\nHost: %s".formatted(service, own),
                    "GET /q/health HTTP/1.1\r\nHost: %s".formatted(service),
                    "GET //%s/q/health HTTP/1.1\r\nHost: %s".formatted(service, own),
                    "GET /api/q/health HTTP/1.1\r\nHost: %s\r\nX-Forwarded-Prefix: /"
                            .formatted(own),
                    "GET /nowhere HTTP/1.1\r\nHost: %s\r\nX-Original-URL: /q/health".formatted(own),
                    "GET /nowhere HTTP/1.1\r\nHost: %s\r\nX-Rewrite-URL: /q/health".formatted(own),
                    "CONNECT %s HTTP/1.1\r\nHost: %s".formatted(service, service),
                    "OPTIONS /api/q/health HTTP/1.1\r\nHost: %s".formatted(own)
                }) {
            assertThat(RawHttp.statusOf(raw.exchange(head))).as(head).isIn(400, 404, 405);
        }
    }

    @Test
    void everythingInTheDefinitionIsReachableAndNothingElse() {
        shop.visitor().get("/categories").then().statusCode(200);
        shop.outside().get("/categories").then().statusCode(404).contentType(PROBLEM);
        shop.outside().get("/api").then().statusCode(404).contentType(PROBLEM);
        isProblem(
                shop.outside().get("/api/no/such/path").then().statusCode(404),
                "/problems/not-found",
                404);
    }

    private static void isProblem(ValidatableResponse response, String type, int status) {
        response.contentType(PROBLEM)
                .body("type", equalTo(type))
                .body("title", notNullValue())
                .body("status", equalTo(status))
                .body("detail", notNullValue())
                .body("instance", equalTo(response.extract().header("X-Request-Id")));
    }

    @Test
    void wrongMethodIsToldTheRightOnes() {
        isProblem(
                shop.visitor()
                        .delete("/categories")
                        .then()
                        .statusCode(405)
                        .header("Allow", containsString("GET")),
                "/problems/method-not-allowed",
                405);
    }

    @Test
    void bodyThatIsTooLargeIsRefused() {
        Customer reader = shop.newCustomer();
        isProblem(
                shop.as(reader)
                        .contentType("application/json")
                        .body("\"" + "x".repeat(MORE_THAN_ANY_JSON_BODY) + "\"")
                        .post("/cart/items")
                        .then()
                        .statusCode(413),
                "/problems/too-large",
                413);
    }

    @Test
    void bodyThatCannotBeReadIsTheClientsFault() {
        for (String garbage : new String[] {"{\"email\":", "nonsense", "[1,2", "\u0000", "", "7"}) {
            shop.visitor()
                    .contentType("application/json")
                    .body(garbage)
                    .post("/accounts")
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("detail", not(containsString("Exception")));
        }
        isProblem(
                shop.visitor()
                        .contentType("application/xml")
                        .body("<account/>")
                        .post("/accounts")
                        .then()
                        .statusCode(415),
                "/problems/unsupported-media-type",
                415);
    }

    @Test
    void fieldsThatAreWrongAreNamedAsTheyAreWritten() {
        shop.visitor()
                .contentType("application/json")
                .body(Map.of("email", "nobody", "password", "short", "first_name", "A"))
                .post("/accounts")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", hasItems("email", "password", "last_name"))
                .body("violations.message", everyItem(notNullValue()));
    }

    @Test
    void requestIdIsTakenOverOrMade() {
        String own = "test-" + UUID.randomUUID();
        shop.visitor()
                .header("X-Request-Id", own)
                .get("/books/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .header("X-Request-Id", own)
                .body("instance", equalTo(own));
        shop.visitor()
                .get("/categories")
                .then()
                .header("X-Request-Id", matchesPattern("[A-Za-z0-9._:-]{8,64}"));
        shop.visitor()
                .header("X-Request-Id", "not an id: \"<script>\"")
                .get("/categories")
                .then()
                .statusCode(200)
                .header("X-Request-Id", matchesPattern("[A-Za-z0-9._:-]{8,64}"));
    }

    @Test
    void pageOfAListedOriginMayAskFirstAndThenCall() {
        shop.visitor()
                .header("Origin", SharedCloud.OTHER_ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options("/cart/items")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", SharedCloud.OTHER_ORIGIN)
                .header("Access-Control-Allow-Methods", containsString("POST"))
                .header("Access-Control-Allow-Headers", containsString("authorization"))
                .header("Access-Control-Allow-Headers", containsString("idempotency-key"));
        shop.visitor()
                .header("Origin", SharedCloud.OTHER_ORIGIN)
                .get("/categories")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", SharedCloud.OTHER_ORIGIN)
                .header("Access-Control-Expose-Headers", containsString("x-request-id"));
    }

    @Test
    void pageOfAnyOtherOriginMayNot() {
        shop.visitor()
                .header("Origin", "https://elsewhere.example")
                .get("/categories")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        shop.visitor()
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/cart/items")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void responsesSayHowBrowsersMayUseThem() {
        shop.visitor()
                .get("/categories")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
        shop.as(shop.newCustomer())
                .get("/accounts/me")
                .then()
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void frontPageSaysWhatRunsWhere() {
        shop.outside()
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("CloudShelf"));
        shop.outside()
                .get("/status.json")
                .then()
                .statusCode(200)
                .body("components.up", everyItem(equalTo(true)))
                .body(
                        "components.name",
                        hasItems(
                                "catalog-service",
                                "cart-service",
                                "account-service",
                                "order-service"));
        shop.outside()
                .get("/openapi.yaml")
                .then()
                .statusCode(200)
                .body(containsString("openapi: 3"));
    }
}
