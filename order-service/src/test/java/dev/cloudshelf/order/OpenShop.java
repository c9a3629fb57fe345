package dev.cloudshelf.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.standin.Neighbours;
import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * A customer with a cart, and what a test asks and sees. Maven runs these tests twice: on the store
 * of the build, and, where that is PostgreSQL, on DynamoDB (pom.xml).
 */
@Tag("shop")
abstract class OpenShop {

    static final String ADDRESS =
            """
            {"street": "1 Long Street", "city": "Portland", "state": "OR",
             "postal_code": "97205", "country": "US"}\
            """;
    static final String ORDER = "{\"shipping_address\": " + ADDRESS + "}";

    static final UUID ADMIN = new UUID(0x0198000000007000L, 0x8000000000000001L);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    Neighbours neighbours = new Neighbours();

    final UUID customer = UUID.randomUUID();

    @Inject SweepOrders sweeper;
    @Inject RunEffects relay;

    @BeforeEach
    void everythingWorks() {
        neighbours.reset();
    }

    /** Puts copies of a new book into the cart. */
    UUID inCart(String title, String price, int stock, int quantity) {
        UUID book = UUID.randomUUID();
        neighbours.catalog.stock(book, title, price, stock);
        neighbours.carts.put(customer, book, quantity);
        return book;
    }

    SweepOrders.Swept sweep() {
        return sweeper.sweep().await().atMost(Duration.ofSeconds(60));
    }

    RequestSpecification as(UUID someone) {
        return given().filter(ApiConformance.ofThisService()).auth().oauth2(token(someone));
    }

    RequestSpecification asAdmin() {
        return given().filter(ApiConformance.ofThisService()).auth().oauth2(adminToken());
    }

    private static synchronized String adminToken() {
        return TestTokens.admin(ADMIN);
    }

    /** One at a time: the file lock of the development key is not for threads. */
    private static synchronized String token(UUID someone) {
        return TestTokens.customer(someone);
    }

    RequestSpecification mine() {
        return as(customer);
    }

    Response place(String key) {
        return place(key, ORDER);
    }

    Response place(String key, String body) {
        return place(customer, key, body);
    }

    Response place(UUID someone, String key, String body) {
        return as(someone)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/orders");
    }

    static String expecting(String total) {
        return "{\"shipping_address\": %s, \"expected_total\": %s}".formatted(ADDRESS, total);
    }

    static String type(Response response) {
        return response.jsonPath().getString("type");
    }

    void assertReplayed(Response again, Response first) {
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isNull();
    }

    /** Cancels one's own order. */
    Response cancel(String order) {
        return mine().post("/orders/" + order + "/cancel");
    }

    /** An effect of the customer's only order, as the store has it. */
    StoredEffect effect(EffectKind kind) {
        return StoredEffect.of(customer, kind);
    }

    static void eventually(BooleanSupplier fact) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as("It never came true").isLessThan(endNanos);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
