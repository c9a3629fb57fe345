package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.Quotas;
import dev.cloudshelf.cart.domain.SessionId;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Guests' carts, and merging them after a sign-in. */
@QuarkusTest
@QuarkusTestResource(FakeCatalog.class)
@NullUnmarked
class GuestCartTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    FakeCatalog catalog;

    @Inject CartStore carts;
    @Inject Quotas quotas;
    @Inject DynamoDbAsyncClient dynamoDb;

    private final UUID customer = UUID.randomUUID();
    private String session;

    @BeforeEach
    void openSession() {
        session = newSession();
    }

    @Test
    void guestUsesACartLikeACustomer() {
        UUID book = catalog.sell("Emma", "5.00");
        UUID other = catalog.sell("Persuasion", "6.00");
        guest().get("/cart").then().statusCode(200).body("items", hasSize(0));
        add(guest(), book, 2).statusCode(200).body("item_count", equalTo(2));
        add(guest(), book, 1).body("items[0].quantity", equalTo(3));
        set(guest(), other, 4).statusCode(200).body("item_count", equalTo(7));
        String tag = guest().get("/cart").then().extract().header("ETag");
        guest().header("If-None-Match", tag).get("/cart").then().statusCode(304);
        guest().delete("/cart/items/{id}", book).then().statusCode(204);
        guest().get("/cart").then().body("items.book_id", equalTo(List.of(other.toString())));
        guest().delete("/cart").then().statusCode(204);
        guest().get("/cart").then().body("items", hasSize(0));
    }

    @Test
    void everyGuestHasACartOfTheirOwn() {
        UUID book = catalog.sell("Mine", "5.00");
        add(guest(), book, 2);
        as(newSession()).get("/cart").then().body("items", hasSize(0));
        add(customer(), book, 5);
        customer()
                .header(SessionId.HEADER, session)
                .get("/cart")
                .then()
                .body("item_count", equalTo(5));
        guest().get("/cart").then().body("item_count", equalTo(2));
    }

    @Test
    void userIdOpensNoGuestCart() {
        add(guest(), catalog.sell("Mine", "5.00"), 2);
        String digest = new SessionId(session).digest();
        as(digest).get("/cart").then().body("items", hasSize(0));
        as(customer.toString()).get("/cart").then().body("items", hasSize(0));
        add(customer(), catalog.sell("Theirs", "5.00"), 2);
        as(customer.toString()).get("/cart").then().body("items", hasSize(0));
    }

    @Test
    void inventedSessionIdStartsNoCart() {
        UUID book = catalog.sell("Planted", "5.00");
        String planted = "planted_by_a_stranger-" + UUID.randomUUID();
        for (ValidatableResponse rejected :
                List.of(add(as(planted), book, 1), set(as(planted), book, 1))) {
            rejected.statusCode(404)
                    .body("type", equalTo("/problems/not-found"))
                    .body("detail", containsString("POST /sessions"));
        }
        as(planted).get("/cart").then().statusCode(200).body("items", hasSize(0));
        as(planted).delete("/cart/items/{id}", book).then().statusCode(204);
        as(planted).delete("/cart").then().statusCode(204);
        customer().header(SessionId.HEADER, planted).post("/cart/merge").then().statusCode(200);
        customer().get("/cart").then().body("items", hasSize(0));
        assertThat(counted(CartOwner.guest(new SessionId(planted))))
                .as("nothing is written")
                .isZero();
    }

    @Test
    void racingChangesWithAnInventedIdAreAllRejected() throws InterruptedException {
        String planted = "planted_by_a_stranger-" + UUID.randomUUID();
        List<UUID> books =
                Stream.generate(() -> catalog.sell("Planted", "5.00")).limit(12).toList();
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            books.forEach(
                    book -> threads.execute(() -> statuses.add(statusOfAdding(planted, book))));
        }
        assertThat(statuses).hasSize(12).containsOnly(404);
        as(planted).get("/cart").then().body("items", hasSize(0));
    }

    @Test
    void racingFirstChangesInASessionAllCount() throws InterruptedException {
        UUID book = catalog.sell("Raced", "5.00");
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 12; i++) {
                threads.execute(() -> statusOfAdding(session, book));
            }
        }
        guest().get("/cart").then().body("item_count", equalTo(12));
    }

    @Test
    void cartOutlivesItsSessionButCannotStartAgain() {
        UUID book = catalog.sell("Outlives", "5.00");
        put(book, 2);
        guest().delete("/sessions/{id}", session).then().statusCode(204);
        add(guest(), book, 1).statusCode(200).body("item_count", equalTo(3));
        set(guest(), catalog.sell("Another", "5.00"), 1).statusCode(200);
        guest().delete("/cart").then().statusCode(204);
        add(guest(), book, 1).statusCode(404);
        guest().get("/cart").then().body("items", hasSize(0));
    }

    @Test
    void endedSessionStartsNoCart() {
        guest().delete("/sessions/{id}", session).then().statusCode(204);
        add(guest(), catalog.sell("Too late", "5.00"), 1).statusCode(404);
    }

    @Test
    void customersSessionStartsNoGuestCart() {
        String bound = customer().post("/sessions").then().extract().path("session_id");
        UUID book = catalog.sell("Whose", "5.00");
        add(as(bound), book, 1).statusCode(404);
        add(customer().header(SessionId.HEADER, bound), book, 1).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "guest#1234567890123456789012", "a b c d e f g h i j k l m n"})
    void malformedSessionIdIsRejected(String id) {
        as(id).get("/cart")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(SessionId.HEADER));
        customer().header(SessionId.HEADER, id).get("/cart").then().statusCode(400);
        customer().header(SessionId.HEADER, id).post("/cart/merge").then().statusCode(400);
    }

    @Test
    void sessionIdDoesNotReplaceABadToken() {
        String token = TestTokens.customer(customer);
        for (String bad :
                List.of(
                        "Bearer " + token + "x",
                        "Bearer",
                        "Basic YTpi",
                        "Bearer " + TestTokens.customer(customer, Duration.ofMinutes(-5)))) {
            guest().header("Authorization", bad)
                    .get("/cart")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body("type", equalTo("/problems/unauthenticated"));
        }
        guest().auth()
                .oauth2(TestTokens.service("order-service"))
                .get("/cart")
                .then()
                .statusCode(403);
        api().post("/cart/merge").then().statusCode(401);
        guest().post("/cart/merge").then().statusCode(401);
    }

    @Test
    void expiredCartIsEmptyBeforeItsItemsAreDeleted() {
        Instant longAgo =
                Instant.now()
                        .minus(Duration.ofDays(30))
                        .minusSeconds(1)
                        .truncatedTo(ChronoUnit.MILLIS);
        UUID book = catalog.sell("Old", "5.00");
        carts.set(owner(), new Book(book, "Old", Money.usd("4.00"), null, 9), 7, longAgo)
                .await()
                .atMost(TIMEOUT);
        guest().get("/cart").then().statusCode(200).body("items", hasSize(0));
        add(guest(), book, 2).body("item_count", equalTo(2));
    }

    @Test
    void cartIsMergedOnceOnSignIn() {
        UUID both = catalog.sell("Both", "5.00");
        UUID mine = catalog.sell("Mine", "6.00");
        add(guest(), both, 2);
        add(guest(), mine, 1);
        add(customer(), both, 3);
        for (int i = 0; i < 2; i++) {
            String tag =
                    merge().statusCode(200)
                            .header("Cache-Control", "no-store")
                            .body("item_count", equalTo(6))
                            .body("total_amount", equalTo(31.00f))
                            .body("items", hasSize(2))
                            .body("left_out", hasSize(0))
                            .extract()
                            .header("ETag");
            customer().header("If-None-Match", tag).get("/cart").then().statusCode(304);
        }
        guest().get("/cart").then().body("items", hasSize(0));
    }

    @Test
    void linesWithoutRoomAreListedAndStay() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < Cart.LINES_MAX; i++) {
            Book book = new Book(UUID.randomUUID(), "Book " + i, Money.usd("1.00"), null, 9);
            carts.set(new CartOwner.Customer(customer.toString()), book, 1, now)
                    .await()
                    .atMost(TIMEOUT);
        }
        UUID book = catalog.sell("One too many", "1.00");
        add(guest(), book, 2);
        merge().statusCode(200)
                .body("items", hasSize(100))
                .body("left_out", hasSize(1))
                .body("left_out[0].book_id", equalTo(book.toString()))
                .body("left_out[0].quantity", equalTo(2));
        guest().get("/cart").then().body("item_count", equalTo(2));
    }

    @Test
    void mergeNeedsASession() {
        customer()
                .post("/cart/merge")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid"));
    }

    @Test
    void openApiOffersSessionOrToken() {
        var definition = given().get("/q/openapi?format=json").then().extract().jsonPath();
        Map<String, Map<String, Map<String, Object>>> paths = definition.getMap("paths");
        List<Object> either = List.of(Map.of("bearer", List.of()), Map.of("session", List.of()));
        for (String path : List.of("/cart", "/cart/items", "/cart/items/{book_id}")) {
            assertThat(paths.get(path).values())
                    .filteredOn(operation -> operation.containsKey("operationId"))
                    .isNotEmpty()
                    .allSatisfy(operation ->
                            assertThat(operation.get("security")).as(path).isEqualTo(either));
        }
        List<Object> token = List.of(Map.of("bearer", List.of()));
        assertThat(paths.get("/cart/merge").get("post").get("security")).isEqualTo(token);
        assertThat(paths.get("/internal/carts/{user_id}").get("get").get("security"))
                .isEqualTo(token);
        assertThat(definition.getMap("components.securitySchemes.session"))
                .containsEntry("type", "apiKey")
                .containsEntry("in", "header")
                .containsEntry("name", SessionId.HEADER);
        assertThat(paths.get("/sessions").get("post").get("security"))
                .isEqualTo(List.of(Map.of(), Map.of("bearer", List.of())));
    }

    /** Stores a line directly, bypassing the service. */
    private void put(UUID book, int quantity) {
        carts.set(
                        owner(),
                        new Book(book, "A book", Money.usd("5.00"), null, 9),
                        quantity,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .await()
                .atMost(TIMEOUT);
    }

    /** Returns the permits that the owner has taken in this window. */
    private int counted(CartOwner owner) {
        String key =
                "cart-changes#%s#%d"
                        .formatted(owner.key(), quotas.cartChanges().windowOf(Instant.now()));
        var item =
                dynamoDb.getItem(request ->
                                request.tableName("cloudshelf-cart-quotas")
                                        .key(Map.of("quota_key", AttributeValue.fromS(key))))
                        .join()
                        .item();
        return item.isEmpty() ? 0 : Integer.parseInt(item.get("turns").n());
    }

    private static int statusOfAdding(String session, UUID book) {
        return given().header(SessionId.HEADER, session)
                .contentType(ContentType.JSON)
                .body("{\"book_id\":\"%s\",\"quantity\":1}".formatted(book))
                .post("/cart/items")
                .statusCode();
    }

    private CartOwner.Guest owner() {
        return CartOwner.guest(new SessionId(session));
    }

    private static ValidatableResponse add(RequestSpecification shopper, UUID book, int quantity) {
        return shopper.contentType(ContentType.JSON)
                .body("{\"book_id\":\"%s\",\"quantity\":%d}".formatted(book, quantity))
                .post("/cart/items")
                .then();
    }

    private static ValidatableResponse set(RequestSpecification shopper, UUID book, int quantity) {
        return shopper.contentType(ContentType.JSON)
                .body("{\"quantity\":%d}".formatted(quantity))
                .put("/cart/items/{id}", book)
                .then();
    }

    private ValidatableResponse merge() {
        return customer().header(SessionId.HEADER, session).post("/cart/merge").then();
    }

    private RequestSpecification customer() {
        return api().auth().oauth2(TestTokens.customer(customer));
    }

    private RequestSpecification guest() {
        return as(session);
    }

    private static RequestSpecification as(String session) {
        return api().header(SessionId.HEADER, session);
    }

    private static String newSession() {
        return api().post("/sessions").then().statusCode(201).extract().path("session_id");
    }

    private static RequestSpecification api() {
        return given().filter(ApiConformance.ofThisService());
    }
}
