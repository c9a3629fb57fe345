package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do besides buying: they look around first, sign in later, and forget passwords. */
@ExtendWith(SharedCloud.class)
class VisitTest {

    /** The key file is looked at twice a minute. */
    private static final Duration KEYS_SEEN = Duration.ofSeconds(60);

    private final Shop shop;
    private final LocalCloud cloud;

    VisitTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
    }

    @Test
    void aGuestFillsACartSignsInAndBuysWhatIsInIt() {
        String book = shop.newBook(10);
        String another = shop.newBook(10);
        String guest = shop.newSession();
        json(shop.visitor().header(Shop.SESSION_ID, guest), Map.of("book_id", book, "quantity", 2))
                .post("/cart/items")
                .then()
                .statusCode(200);
        json(shop.visitor(), Map.of("session_data", Map.of("browsing_history", List.of(book))))
                .patch("/sessions/{id}", guest)
                .then()
                .statusCode(200)
                .body("cart_summary.item_count", equalTo(2));

        Customer reader = shop.newCustomer();
        shop.add(reader, book, 1).then().statusCode(200);
        shop.add(reader, another, 1).then().statusCode(200);
        for (int again = 0; again < 3; again++) {
            shop.as(reader)
                    .header(Shop.SESSION_ID, guest)
                    .post("/cart/merge")
                    .then()
                    .statusCode(200)
                    .body("item_count", equalTo(4));
        }
        String session =
                shop.as(reader)
                        .header(Shop.SESSION_ID, guest)
                        .post("/sessions")
                        .then()
                        .statusCode(201)
                        .body("user_id", equalTo(reader.id()))
                        .body("session_data.browsing_history", contains(book))
                        .body("cart_summary.item_count", equalTo(4))
                        .extract()
                        .path("session_id");

        assertThat(session).isNotEqualTo(guest);
        shop.visitor().get("/sessions/{id}", guest).then().statusCode(404);
        shop.visitor().get("/sessions/{id}", session).then().statusCode(404);
        String address =
                json(shop.as(reader), Shop.ADDRESS)
                        .post("/accounts/me/addresses")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        json(shop.as(reader), Map.of("address_id", address))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/orders")
                .then()
                .statusCode(201)
                .body("items", hasSize(2))
                .body("items.quantity.sum()", equalTo(4))
                .body("shipping_address.city", equalTo("London"));
    }

    @Test
    void guestsCartBeginsWithASessionAndOutlivesIt() {
        String book = shop.newBook(10);
        Map<String, Object> two = Map.of("book_id", book, "quantity", 2);
        String madeUp = "made_up-" + UUID.randomUUID();
        json(shop.visitor().header(Shop.SESSION_ID, madeUp), two)
                .post("/cart/items")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
        shop.visitor()
                .header(Shop.SESSION_ID, madeUp)
                .get("/cart")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));

        String guest = shop.newSession();
        json(shop.visitor().header(Shop.SESSION_ID, guest), two)
                .post("/cart/items")
                .then()
                .statusCode(200);
        shop.visitor().delete("/sessions/{id}", guest).then().statusCode(204);
        json(shop.visitor().header(Shop.SESSION_ID, guest), two)
                .post("/cart/items")
                .then()
                .statusCode(200)
                .body("item_count", equalTo(4));
    }

    @Test
    void whoHasForgottenThePasswordGetsALetterAndIsSignedOutEverywhereElse()
            throws IOException, InterruptedException {
        Customer reader = shop.newCustomer();
        String token = shop.resetToken(reader);
        String password = "a new one " + UUID.randomUUID();
        shop.discretion().add(password);
        Map<String, String> chosen = Map.of("new_password", password);

        json(shop.visitor(), chosen).post("/password-resets/{token}", token).then().statusCode(204);

        json(shop.visitor(), chosen)
                .post("/password-resets/{token}", token)
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/bad-reset-token"));
        json(
                        shop.visitor(),
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                reader.refreshToken()))
                .post("/tokens")
                .then()
                .statusCode(401);
        json(
                        shop.visitor(),
                        Map.of(
                                "grant_type",
                                "password",
                                "email",
                                reader.email(),
                                "password",
                                reader.password()))
                .post("/tokens")
                .then()
                .statusCode(401);
        shop.signIn(reader.email(), password);
    }

    @Test
    void theSixthBadPasswordInARowIsNotLookedAt() {
        Customer reader = shop.newCustomer();
        Map<String, String> bad =
                Map.of("grant_type", "password", "email", reader.email(), "password", "a guess");
        for (int tries = 0; tries < 5; tries++) {
            json(shop.visitor(), bad).post("/tokens").then().statusCode(401);
        }
        String wait =
                json(shop.visitor(), bad)
                        .post("/tokens")
                        .then()
                        .statusCode(429)
                        .body("type", equalTo("/problems/too-many-attempts"))
                        .extract()
                        .header("Retry-After");
        assertThat(Integer.parseInt(wait)).isBetween(1, 60);
    }

    /** The new key signs later; until then and after it everybody's tokens are good. */
    @Test
    void theKeysAreRotatedWhilePeopleShop() throws IOException, InterruptedException {
        Customer reader = shop.newCustomer();
        List<String> before = keyIds();

        LocalCloud.Answer answer = cloud.run(KEYS_SEEN, "rotate-keys");

        assertThat(answer.exitCode()).as(answer.text()).isZero();
        Eventually.holds(
                KEYS_SEEN,
                () -> assertThat(keyIds()).hasSize(before.size() + 1).containsAll(before));
        for (String path : List.of("/cart", "/orders", "/accounts/me")) {
            shop.as(reader).get(path).then().statusCode(200);
            shop.as(shop.newCustomer()).get(path).then().statusCode(200);
        }
    }

    private List<String> keyIds() {
        return shop.visitor()
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys.kty", hasItem("EC"))
                .extract()
                .path("keys.kid");
    }

    private static RequestSpecification json(RequestSpecification request, Map<String, ?> body) {
        return request.contentType(ContentType.JSON).body(body);
    }
}
