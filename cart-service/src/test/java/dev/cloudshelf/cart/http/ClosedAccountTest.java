package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.kernel.ServiceScope;
import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing remains of a closed account. */
@QuarkusTest
@QuarkusTestResource(FakeCatalog.class)
@NullUnmarked
class ClosedAccountTest {

    private static final String CLOSED = "{\"closed_at\":\"2026-11-30T12:00:00Z\"}";

    FakeCatalog catalog;

    private final UUID customer = UUID.randomUUID();

    @Test
    void closingRemovesCartAndSessionsAndRejectsTheToken() {
        UUID book = catalog.sell("Left behind", "5.00");
        add(as(customer), book).statusCode(200);
        List<String> sessions = Stream.generate(() -> open(as(customer))).limit(3).toList();
        for (int i = 0; i < 2; i++) {
            close().statusCode(204);
            unauthenticated(as(customer).get("/cart").then());
        }
        for (String session : sessions) {
            as(customer).get("/sessions/{id}", session).then().statusCode(404);
        }
        unauthenticated(add(as(customer), book));
        unauthenticated(as(customer).delete("/cart").then());
        unauthenticated(as(customer).post("/sessions").then());
        String guest = open(api());
        unauthenticated(as(customer).header(SessionId.HEADER, guest).post("/cart/merge").then());
        unauthenticated(as(customer).header(SessionId.HEADER, guest).post("/sessions").then());
        api().get("/sessions/{id}", guest).then().statusCode(200);
        service(ServiceScope.CARTS)
                .get("/internal/carts/{id}", customer)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void othersKeepWhatTheyHave() {
        UUID other = UUID.randomUUID();
        add(as(other), catalog.sell("Kept", "5.00")).statusCode(200);
        String session = open(as(other));
        close().statusCode(204);
        as(other).get("/cart").then().body("item_count", equalTo(1));
        as(other).get("/sessions/{id}", session).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ServiceScope.STOCK,
                ServiceScope.CARTS,
                ServiceScope.ACCOUNTS_READ,
                ServiceScope.ACCOUNTS_CREATE
            })
    void onlyTheScopeOfClosedAccountsCloses(String other) {
        UUID book = catalog.sell("Kept", "5.00");
        add(as(customer), book).statusCode(200);
        service(other)
                .body(CLOSED)
                .put("/internal/closed-accounts/{id}", customer)
                .then()
                .statusCode(403);
        as(customer)
                .contentType(ContentType.JSON)
                .body(CLOSED)
                .put("/internal/closed-accounts/{id}", customer)
                .then()
                .statusCode(403);
        as(customer).get("/cart").then().body("item_count", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"closed_at\":null}", "{\"closed_at\":\"yesterday\"}"})
    void closingNeedsATime(String body) {
        service(ServiceScope.CLOSED_ACCOUNTS)
                .body(body)
                .put("/internal/closed-accounts/{id}", customer)
                .then()
                .statusCode(400);
        as(customer).get("/cart").then().statusCode(200);
    }

    private ValidatableResponse close() {
        return service(ServiceScope.CLOSED_ACCOUNTS)
                .body(CLOSED)
                .put("/internal/closed-accounts/{id}", customer)
                .then();
    }

    private static void unauthenticated(ValidatableResponse response) {
        response.statusCode(401).body("type", equalTo("/problems/unauthenticated"));
        assertThat(response.extract().header("WWW-Authenticate")).startsWith("Bearer");
    }

    private static ValidatableResponse add(RequestSpecification shopper, UUID book) {
        return shopper.contentType(ContentType.JSON)
                .body("{\"book_id\":\"%s\",\"quantity\":1}".formatted(book))
                .post("/cart/items")
                .then();
    }

    private static String open(RequestSpecification visitor) {
        return visitor.post("/sessions").then().statusCode(201).extract().path("session_id");
    }

    private static RequestSpecification service(String scope) {
        return api().contentType(ContentType.JSON)
                .auth()
                .oauth2(TestTokens.service("account-service", scope));
    }

    private static RequestSpecification as(UUID customer) {
        return api().auth().oauth2(TestTokens.customer(customer));
    }

    private static RequestSpecification api() {
        return given().filter(ApiConformance.ofThisService());
    }
}
