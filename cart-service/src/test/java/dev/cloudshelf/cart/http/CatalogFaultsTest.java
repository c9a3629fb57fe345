package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.cloudshelf.cart.http.CatalogStandIn.Answer;
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
@QuarkusTestResource(CatalogStandIn.class)
@NullUnmarked
class CatalogFaultsTest {

    private static final Answer BROKEN = Answer.of(500, "{\"type\":\"/problems/internal\"}");

    CatalogStandIn catalog;

    private final UUID customer = UUID.randomUUID();

    @Test
    void secondAddOfABookAsksTheCatalogueNothing() {
        UUID book = catalog.sell("Asked once", "4.00");
        add(book).statusCode(200);
        add(book).statusCode(200);
        assertThat(catalog.requestIds(book)).hasSize(1);
    }

    @Test
    void bookThatWasUnknownCanBeAddedAsSoonAsItIsSold() {
        UUID book = UUID.randomUUID();
        add(book).statusCode(404);
        catalog.answer(book, Answer.of(200, CatalogStandIn.json(book, "Now there", "4.00")));
        add(book).statusCode(200);
    }

    @Test
    void passingFaultsAreRetriedUnderTheSameRequestId() {
        UUID book = UUID.randomUUID();
        Answer good = Answer.of(200, CatalogStandIn.json(book, "At last", "4.00"));
        catalog.answer(book, BROKEN, Answer.hangUp(), good);
        my().header("X-Request-Id", "retried-" + book)
                .body("{\"quantity\":1}")
                .put("/cart/items/{id}", book)
                .then()
                .statusCode(200)
                .body("items[0].book_title", equalTo("At last"));
        assertThat(catalog.requestIds(book)).hasSize(3).containsOnly("retried-" + book);
    }

    @Test
    void slowCatalogueIsGivenUpInTime() {
        UUID book = UUID.randomUUID();
        Answer good = Answer.of(200, CatalogStandIn.json(book, "Too late", "4.00"));
        catalog.answer(book, good.after(Duration.ofSeconds(20)));
        long startNanos = System.nanoTime();
        isOutage(add(book));
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                .isBetween(
                        Duration.ofMillis(CatalogStandIn.DEADLINE_MILLIS),
                        Duration.ofMillis(CatalogStandIn.DEADLINE_MILLIS + 10_000));
    }

    @Test
    void catalogueThatStaysBrokenIsAnOutageAfterBoundedRetries() {
        UUID book = UUID.randomUUID();
        catalog.answer(book, BROKEN);
        isOutage(add(book));
        assertThat(catalog.requestIds(book)).hasSize(1 + CatalogStandIn.RETRIES_MAX);
        my().get("/cart").then().body("items", hasSize(0));
    }

    @Test
    void outageIsNotRemembered() {
        UUID book = UUID.randomUUID();
        catalog.answer(book, BROKEN);
        isOutage(add(book));
        catalog.answer(book, Answer.of(200, CatalogStandIn.json(book, "Back", "4.00")));
        add(book).statusCode(200);
    }

    @Test
    void refusalOfTheCatalogueIsNotRetried() {
        UUID book = UUID.randomUUID();
        catalog.answer(book, Answer.of(403, "{}"));
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
    void answerThatIsNoBookIsAnOutageAndNotAFault(String body) {
        UUID book = UUID.randomUUID();
        catalog.answer(book, Answer.of(200, body.formatted(book)));
        isOutage(add(book));
        my().get("/cart").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void bookTooLargeForACartIsAnOutage() {
        UUID book = UUID.randomUUID();
        catalog.answer(
                book, Answer.of(200, CatalogStandIn.json(book, "x".repeat(500_000), "1.00")));
        isOutage(add(book));
    }

    @Test
    void answerOfAnotherTypeIsAnOutage() {
        UUID book = UUID.randomUUID();
        catalog.answer(book, Answer.of(200, "<html>hello</html>").as("text/html"));
        isOutage(add(book));
    }

    @Test
    void cartIsReadAndEmptiedWithoutTheCatalogue() {
        UUID book = catalog.sell("Was there", "4.00");
        add(book).statusCode(200);
        catalog.answer(book, BROKEN);
        my().get("/cart").then().statusCode(200).body("items", hasSize(1));
        my().delete("/cart/items/{id}", book).then().statusCode(204);
    }

    private static void isOutage(ValidatableResponse answer) {
        answer.statusCode(503)
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
