package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.ServiceScope;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

@QuarkusTest
@QuarkusTestResource(FakeCatalog.class)
@NullUnmarked
class InternalCartResourceTest {

    @Inject CartStore carts;
    @Inject DynamoDbAsyncClient dynamoDb;

    private final UUID customer = UUID.randomUUID();
    private final UUID book = UUID.randomUUID();

    @Test
    void orderServiceReadsWhatACartHolds() {
        put(book, 4);
        service()
                .get("/internal/carts/{id}", customer)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("items", hasSize(1))
                .body("items[0].size()", equalTo(2))
                .body("items[0].book_id", equalTo(book.toString()))
                .body("items[0].quantity", equalTo(4));
        service()
                .get("/internal/carts/{id}", UUID.randomUUID())
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void purchaseIsTakenOffOnce() {
        put(book, 4);
        UUID order = UUID.randomUUID();
        remove(removal(order, line(book, 3))).statusCode(204);
        remove(removal(order, line(book, 3))).statusCode(204);
        quantityIs(1);
        remove(removal(UUID.randomUUID(), line(book, 3))).statusCode(204);
        service().get("/internal/carts/{id}", customer).then().body("items", hasSize(0));
    }

    @Test
    void hundredLinesAreRemovedAndOneMoreIsRejected() {
        List<UUID> books = Stream.generate(UUID::randomUUID).limit(101).toList();
        books.subList(0, 100).forEach(id -> put(id, 1));
        remove(removal(UUID.randomUUID(), lines(books))).statusCode(400);
        service().get("/internal/carts/{id}", customer).then().body("items", hasSize(100));
        remove(removal(UUID.randomUUID(), lines(books.subList(0, 100)))).statusCode(204);
        service().get("/internal/carts/{id}", customer).then().body("items", hasSize(0));
    }

    @Test
    void checkoutNeverReadsMoreThanHundredLines() {
        for (int i = 0; i < 100; i++) {
            put(UUID.randomUUID(), 1);
        }
        plant(book);
        service()
                .get("/internal/carts/{id}", customer)
                .then()
                .statusCode(200)
                .body("items", hasSize(100))
                .body("items.book_id", not(hasItem(book.toString())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"order_id\":\"%1$s\"}",
                "{\"order_id\":\"%1$s\",\"lines\":[]}",
                "{\"order_id\":\"%1$s\",\"lines\":[null]}",
                "{\"order_id\":\"%1$s\",\"lines\":[{\"book_id\":\"%2$s\"}]}",
                "{\"order_id\":\"%1$s\",\"lines\":[{\"quantity\":1}]}",
                "{\"order_id\":\"%1$s\",\"lines\":[{\"book_id\":\"%2$s\",\"quantity\":0}]}",
                "{\"order_id\":\"%1$s\",\"lines\":[{\"book_id\":\"%2$s\",\"quantity\":100}]}",
                "{\"order_id\":\"%1$s\",\"lines\":[{\"book_id\":\"%2$s\",\"quantity\":1.5}]}",
                "{\"order_id\":\"x\",\"lines\":[{\"book_id\":\"%2$s\",\"quantity\":1}]}",
                "{\"lines\":[{\"book_id\":\"%2$s\",\"quantity\":1}]}",
            })
    void invalidPurchaseIsRejected(String body) {
        put(book, 4);
        remove(body.formatted(UUID.randomUUID(), book)).statusCode(400);
        quantityIs(4);
    }

    @Test
    void cartsOfOthersAreForServicesOnly() {
        String removal = removal(UUID.randomUUID(), line(book, 1));
        for (String token : List.of(TestTokens.customer(customer), TestTokens.admin(customer))) {
            as(token).get("/internal/carts/{id}", customer).then().statusCode(403);
            as(token)
                    .body(removal)
                    .post("/internal/carts/{id}/removals", customer)
                    .then()
                    .statusCode(403);
        }
        given().filter(ApiConformance.ofThisService())
                .get("/internal/carts/{id}", customer)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ServiceScope.STOCK,
                ServiceScope.ACCOUNTS_READ,
                ServiceScope.ACCOUNTS_CREATE,
                ServiceScope.CLOSED_ACCOUNTS
            })
    void servicesNeedTheScopeOfCarts(String other) {
        String token = TestTokens.service("a-service", other);
        as(token).get("/internal/carts/{id}", customer).then().statusCode(403);
        as(token)
                .body(removal(UUID.randomUUID(), line(book, 1)))
                .post("/internal/carts/{id}/removals", customer)
                .then()
                .statusCode(403);
        as(TestTokens.service("a-service", ServiceScope.CARTS))
                .get("/internal/carts/{id}", customer)
                .then()
                .statusCode(200);
    }

    private void put(UUID id, int quantity) {
        Book put = new Book(id, "A book", Money.usd("1.00"), null, 50);
        carts.set(new CartOwner.Customer(customer.toString()), put, quantity, Instant.EPOCH)
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    /** Stores a line that the store itself would reject. */
    private void plant(UUID id) {
        dynamoDb.putItem(item ->
                        item.tableName("cloudshelf-carts")
                                .item(
                                        Map.of(
                                                "user_id", fromS(customer.toString()),
                                                "book_id", fromS(id.toString()),
                                                "quantity", fromN("1"),
                                                "book_title", fromS("One too many"),
                                                "book_price", fromN("1.00"),
                                                "added_at", fromS("2026-11-20T12:00:00Z"),
                                                "updated_at", fromS("2026-11-20T12:00:00Z"))))
                .join();
    }

    private void quantityIs(int quantity) {
        service()
                .get("/internal/carts/{id}", customer)
                .then()
                .body("items[0].quantity", equalTo(quantity));
    }

    private ValidatableResponse remove(String body) {
        return service().body(body).post("/internal/carts/{id}/removals", customer).then();
    }

    private static String removal(UUID order, String lines) {
        return "{\"order_id\":\"%s\",\"lines\":[%s]}".formatted(order, lines);
    }

    private static String lines(List<UUID> books) {
        return books.stream().map(id -> line(id, 1)).collect(Collectors.joining(","));
    }

    private static String line(UUID book, int quantity) {
        return "{\"book_id\":\"%s\",\"quantity\":%d}".formatted(book, quantity);
    }

    private static RequestSpecification service() {
        return as(TestTokens.service("order-service"));
    }

    private static RequestSpecification as(String token) {
        return given().filter(ApiConformance.ofThisService())
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(token);
    }
}
