package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeCatalog.class)
@NullUnmarked
class CartResourceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    FakeCatalog catalog;

    @Inject CartStore carts;

    private final UUID customer = UUID.randomUUID();

    @Test
    void newCustomersCartIsEmpty() {
        String body =
                my().get("/cart")
                        .then()
                        .statusCode(200)
                        .header("Cache-Control", "no-store")
                        .body("items", hasSize(0))
                        .body("item_count", equalTo(0))
                        .body("currency", equalTo("USD"))
                        .extract()
                        .asString();
        assertThat(body).contains("\"total_amount\":0.00");
    }

    @Test
    void addedBookHasTheCatalogsPrice() {
        UUID book = catalog.sell("Middlemarch", "12.50");
        String body =
                add(book, 3)
                        .statusCode(200)
                        .header("Cache-Control", "no-store")
                        .body("items", hasSize(1))
                        .body("items[0].book_id", equalTo(book.toString()))
                        .body("items[0].book_title", equalTo("Middlemarch"))
                        .body("items[0].book_image_url", equalTo("https://img/" + book + ".jpg"))
                        .body("items[0].quantity", equalTo(3))
                        .body("item_count", equalTo(3))
                        .extract()
                        .asString();
        assertThat(body)
                .contains("\"book_price\":12.50")
                .contains("\"line_total\":37.50")
                .contains("\"total_amount\":37.50");
        assertThat(my().get("/cart").asString()).isEqualTo(body);
    }

    @Test
    void addsAddUpAndSettingSets() {
        UUID book = catalog.sell("Emma", "5.00");
        add(book, 2).body("items[0].quantity", equalTo(2));
        add(book, 5).body("items[0].quantity", equalTo(7));
        set(book, "4").statusCode(200).body("items[0].quantity", equalTo(4));
        UUID other = catalog.sell("Persuasion", "6.00");
        set(other, "99").statusCode(200).body("item_count", equalTo(103));
    }

    @Test
    void repeatedRemovingAndClearingIs204() {
        UUID kept = catalog.sell("Kept", "5.00");
        UUID removed = catalog.sell("Removed", "5.00");
        add(kept, 1);
        add(removed, 1);
        for (int i = 0; i < 2; i++) {
            my().delete("/cart/items/{id}", removed)
                    .then()
                    .statusCode(204)
                    .header("Cache-Control", "no-store");
        }
        my().get("/cart").then().body("items.book_id", equalTo(List.of(kept.toString())));
        for (int i = 0; i < 2; i++) {
            my().delete("/cart").then().statusCode(204);
        }
        my().get("/cart").then().body("items", hasSize(0));
    }

    @Test
    void unknownBookIs404AndNotPutIn() {
        UUID unknown = UUID.randomUUID();
        add(unknown, 1).statusCode(404).body("type", equalTo("/problems/not-found"));
        set(unknown, "1").statusCode(404).body("type", equalTo("/problems/not-found"));
        my().contentType(ContentType.JSON)
                .body("{\"quantity\":1}")
                .put("/cart/items/{id}", "not-a-book")
                .then()
                .statusCode(404);
        my().get("/cart").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "-1", "1.5", "1.0", "\"x\"", "\"2\"", "true", "null", "1e9", "1e1", "1E0", "[]"
            })
    void quantityMustBeAWholeNumberOfCopies(String quantity) {
        UUID book = catalog.sell("Ulysses", "5.00");
        set(book, quantity).statusCode(400).body("violations.field", hasItem("quantity"));
        post("{\"book_id\":\"%s\",\"quantity\":%s}".formatted(book, quantity))
                .statusCode(400)
                .body("violations.field", hasItem("quantity"));
        my().get("/cart").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[]", "{\"quantity\":", "7", "\"quantity\""})
    void bodyWithoutAQuantityIsRejected(String body) {
        UUID book = catalog.sell("Ulysses", "5.00");
        my().contentType(ContentType.JSON)
                .body(body)
                .put("/cart/items/{id}", book)
                .then()
                .statusCode(400);
        post(body).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"no-uuid\"", "null", "{}"})
    void addedBookNeedsAnId(String bookId) {
        post("{\"book_id\":%s,\"quantity\":1}".formatted(bookId))
                .statusCode(400)
                .body("violations.field", hasItem("book_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"price", "book_price", "user_id", "title", "bookId"})
    void clientCannotSendAPriceOrAnythingElse(String field) {
        UUID book = catalog.sell("Dear", "500.00");
        my().contentType(ContentType.JSON)
                .body("{\"quantity\":1,\"%s\":0.01}".formatted(field))
                .put("/cart/items/{id}", book)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field));
        post("{\"book_id\":\"%s\",\"quantity\":1,\"%s\":0.01}".formatted(book, field))
                .statusCode(400)
                .body("violations.field", hasItem(field));
        my().get("/cart").then().body("items", hasSize(0));
    }

    @Test
    void settingMoreThanNinetyNineIsInvalid() {
        set(catalog.sell("Many", "1.00"), "100")
                .statusCode(400)
                .body("violations.field", hasItem("quantity"));
    }

    @Test
    void addingBeyondNinetyNineIsRejectedAndChangesNothing() {
        UUID book = catalog.sell("Many", "1.00");
        set(book, "98").statusCode(200);
        add(book, 2)
                .statusCode(422)
                .body("type", equalTo("/problems/quantity-limit"))
                .body("quantity_max", equalTo(99));
        add(book, 100).statusCode(422).body("type", equalTo("/problems/quantity-limit"));
        add(book, Integer.MAX_VALUE).statusCode(422);
        my().get("/cart").then().body("items[0].quantity", equalTo(98));
        add(book, 1).statusCode(200).body("items[0].quantity", equalTo(99));
    }

    @Test
    void hundredAndFirstBookIsRejected() {
        for (int i = 0; i < Cart.LINES_MAX; i++) {
            Book book = new Book(UUID.randomUUID(), "Book " + i, Money.usd("1.00"), null, 50);
            Instant earlier = Instant.parse("2026-01-01T00:00:00Z").plusMillis(i);
            carts.set(new CartOwner.Customer(customer.toString()), book, 1, earlier)
                    .await()
                    .atMost(TIMEOUT);
        }
        UUID book = catalog.sell("One too many", "1.00");
        add(book, 1).statusCode(422).body("type", equalTo("/problems/cart-full"));
        set(book, "1").statusCode(422).body("books_max", equalTo(100));
        my().get("/cart")
                .then()
                .body("items", hasSize(100))
                .body("items.book_id", not(hasItem(book.toString())));
    }

    @Test
    void racingAddsOverHttpAllCount() throws InterruptedException, ExecutionException {
        UUID book = catalog.sell("Popular", "1.00");
        String token = TestTokens.customer(customer);
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<Integer>> responses = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                responses.add(
                        threads.submit(() ->
                                given().auth()
                                        .oauth2(token)
                                        .contentType(ContentType.JSON)
                                        .body(addition(book, 1))
                                        .post("/cart/items")
                                        .statusCode()));
            }
            for (Future<Integer> response : responses) {
                assertThat(response.get()).isEqualTo(200);
            }
        }
        my().get("/cart").then().body("items[0].quantity", equalTo(60));
    }

    @Test
    void customersSeeAndChangeOnlyTheirOwnCart() {
        UUID book = catalog.sell("Mine", "1.00");
        add(book, 3);
        RequestSpecification other = as(TestTokens.customer(UUID.randomUUID()));
        other.get("/cart").then().statusCode(200).body("items", hasSize(0));
        other.delete("/cart/items/{id}", book).then().statusCode(204);
        other.delete("/cart").then().statusCode(204);
        other.contentType(ContentType.JSON)
                .body("{\"quantity\":9}")
                .put("/cart/items/{id}", book)
                .then()
                .body("item_count", equalTo(9));
        my().get("/cart").then().body("item_count", equalTo(3));
    }

    @Test
    void cartIsForCustomers() {
        as(TestTokens.admin(customer)).get("/cart").then().statusCode(200);
        as(TestTokens.service("order-service")).get("/cart").then().statusCode(403);
        as(TestTokens.customer(customer) + "x").get("/cart").then().statusCode(401);
        given().filter(ApiConformance.ofThisService())
                .get("/cart")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/unauthenticated"));
        given().filter(ApiConformance.ofThisService()).delete("/cart").then().statusCode(401);
    }

    @Test
    void unchangedCartIsNotSentAgain() {
        UUID book = catalog.sell("Tagged", "1.00");
        String tag = add(book, 1).extract().header("ETag");
        my().header("If-None-Match", tag)
                .get("/cart")
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
        set(book, "2");
        my().header("If-None-Match", tag)
                .get("/cart")
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag)));
    }

    @Test
    void unmetIfMatchIsRejected() {
        UUID book = catalog.sell("Matched", "1.00");
        String tag = add(book, 1).extract().header("ETag");
        my().header("If-Match", tag)
                .get("/cart")
                .then()
                .statusCode(200)
                .header("ETag", equalTo(tag))
                .body("items", hasSize(1));
        set(book, "2");
        my().header("If-Match", tag)
                .get("/cart")
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/stale"));
    }

    @Test
    void serviceIsReadyWhenItsTableResponds() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("DynamoDB"));
    }

    @Test
    void definitionAsksForNoPrice() {
        var schemas = given().get("/q/openapi?format=json").then().extract().jsonPath();
        assertThat(schemas.getMap("components.schemas.CartAddition.properties"))
                .containsOnlyKeys("book_id", "quantity");
        assertThat(schemas.getMap("components.schemas.CartQuantity.properties"))
                .containsOnlyKeys("quantity");
    }

    private ValidatableResponse add(UUID book, int quantity) {
        return post(addition(book, quantity));
    }

    private ValidatableResponse post(String body) {
        return my().contentType(ContentType.JSON).body(body).post("/cart/items").then();
    }

    private ValidatableResponse set(UUID book, String quantity) {
        return my().contentType(ContentType.JSON)
                .body("{\"quantity\":%s}".formatted(quantity))
                .put("/cart/items/{id}", book)
                .then();
    }

    private static String addition(UUID book, int quantity) {
        return "{\"book_id\":\"%s\",\"quantity\":%d}".formatted(book, quantity);
    }

    private RequestSpecification my() {
        return as(TestTokens.customer(customer));
    }

    private static RequestSpecification as(String token) {
        return given().filter(ApiConformance.ofThisService()).auth().oauth2(token);
    }
}
