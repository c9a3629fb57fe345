package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.cloudshelf.cart.http.FakeCatalog.CannedResponse;
import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeCatalog.class)
@NullUnmarked
class CatalogFaultsTest {

    private static final CannedResponse BROKEN =
            CannedResponse.of(500, "{\"type\":\"/problems/internal\"}");

    FakeCatalog catalog;

    private final UUID customer = UUID.randomUUID();

    @Test
    void secondAddOfABookCallsNoCatalog() {
        UUID book = catalog.sell("Asked once", "4.00");
        add(book).statusCode(200);
        add(book).statusCode(200);
        assertThat(catalog.requestIds(book)).hasSize(1);
    }

    @Test
    void bookThatWasUnknownCanBeAddedAsSoonAsItIsSold() {
        UUID book = UUID.randomUUID();
        add(book).statusCode(404);
        catalog.respond(book, CannedResponse.of(200, FakeCatalog.json(book, "Now there", "4.00")));
        add(book).statusCode(200);
    }

    @Test
    void passingFaultsAreRetriedUnderTheSameRequestId() {
        UUID book = UUID.randomUUID();
        CannedResponse good = CannedResponse.of(200, FakeCatalog.json(book, "At last", "4.00"));
        catalog.respond(book, BROKEN, CannedResponse.hangUp(), good);
        my().header("X-Request-Id", "retried-" + book)
                .body("{\"quantity\":1}")
                .put("/cart/items/{id}", book)
                .then()
                .statusCode(200)
                .body("items[0].book_title", equalTo("At last"));
        assertThat(catalog.requestIds(book)).hasSize(3).containsOnly("retried-" + book);
    }

    @Test
    void slowCatalogTimesOut() {
        UUID book = UUID.randomUUID();
        CannedResponse good = CannedResponse.of(200, FakeCatalog.json(book, "Too late", "4.00"));
        catalog.respond(book, good.after(Duration.ofSeconds(20)));
        long startNanos = System.nanoTime();
        isOutage(add(book));
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                .isBetween(
                        Duration.ofMillis(FakeCatalog.DEADLINE_MILLIS),
                        Duration.ofMillis(FakeCatalog.DEADLINE_MILLIS + 10_000));
    }

    @Test
    void failingCatalogIsAnOutageAfterBoundedRetries() {
        UUID book = UUID.randomUUID();
        catalog.respond(book, BROKEN);
        isOutage(add(book));
        assertThat(catalog.requestIds(book)).hasSize(1 + FakeCatalog.RETRIES_MAX);
        my().get("/cart").then().body("items", hasSize(0));
    }

    @Test
    void outageIsNotCached() {
        UUID book = UUID.randomUUID();
        catalog.respond(book, BROKEN);
        isOutage(add(book));
        catalog.respond(book, CannedResponse.of(200, FakeCatalog.json(book, "Back", "4.00")));
        add(book).statusCode(200);
    }

    @Test
    void clientErrorOfTheCatalogIsNotRetried() {
        UUID book = UUID.randomUUID();
        catalog.respond(book, CannedResponse.of(403, "{}"));
        isOutage(add(book));
        assertThat(catalog.requestIds(book)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "<html>",
                "{\"id\":",
                "{}",
                "{\"id\":\"%1$s\",\"title\":\"T\",\"currency\":\"USD\"}",
                "{\"id\":\"%1$s\",\"title\":\" \",\"price\":1.00,\"currency\":\"USD\"}",
                "{\"id\":\"%1$s\",\"price\":1.00,\"currency\":\"USD\"}",
                "{\"id\":\"%1$s\",\"title\":\"T\",\"price\":-0.01,\"currency\":\"USD\"}",
                "{\"id\":\"%1$s\",\"title\":\"T\",\"price\":1.001,\"currency\":\"USD\"}",
                "{\"id\":\"%1$s\",\"title\":\"T\",\"price\":1e99999,\"currency\":\"USD\"}",
                "{\"id\":\"%1$s\",\"title\":\"T\",\"price\":\"cheap\",\"currency\":\"USD\"}",
                "{\"id\":\"%1$s\",\"title\":\"T\",\"price\":1.00,\"currency\":\"EUR\"}",
                "{\"id\":\"%1$s\",\"title\":\"T\",\"price\":1.00}",
                "{\"id\":\"%1$s\",\"title\":{},\"price\":1.00,\"currency\":\"USD\"}",
                "{\"id\":\"00000000-0000-7000-8000-000000000000\",\"title\":\"T\",\"price\":1.00,"
                        + "\"currency\":\"USD\"}",
            })
    void invalidBookResponseIsAnOutage(String body) {
        UUID book = UUID.randomUUID();
        catalog.respond(book, CannedResponse.of(200, body.formatted(book)));
        isOutage(add(book));
        my().get("/cart").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void bookTooLargeForACartIsAnOutage() {
        UUID book = UUID.randomUUID();
        catalog.respond(
                book, CannedResponse.of(200, FakeCatalog.json(book, "x".repeat(500_000), "1.00")));
        isOutage(add(book));
    }

    @Test
    void responseOfAnotherTypeIsAnOutage() {
        UUID book = UUID.randomUUID();
        catalog.respond(book, CannedResponse.of(200, "<html>hello</html>").as("text/html"));
        isOutage(add(book));
    }

    @Test
    void cartIsReadAndClearedWithoutTheCatalog() {
        UUID book = catalog.sell("Was there", "4.00");
        add(book).statusCode(200);
        catalog.respond(book, BROKEN);
        my().get("/cart").then().statusCode(200).body("items", hasSize(1));
        my().delete("/cart/items/{id}", book).then().statusCode(204);
    }

    private static void isOutage(ValidatableResponse response) {
        response.statusCode(503)
                .header("Retry-After", "2")
                .body("type", equalTo("/problems/unavailable"))
                .body("detail", equalTo("The catalogue does not answer at the moment."));
    }

    private ValidatableResponse add(UUID book) {
        return my().body("{\"book_id\":\"%s\",\"quantity\":1}".formatted(book))
                .post("/cart/items")
                .then();
    }

    private RequestSpecification my() {
        return given().filter(ApiConformance.ofThisService())
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(TestTokens.customer(customer));
    }
}
