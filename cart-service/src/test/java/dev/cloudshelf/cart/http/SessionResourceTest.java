package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionHolder;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.cart.domain.Visitor;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeCatalog.class)
@NullUnmarked
class SessionResourceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    FakeCatalog catalog;

    @Inject SessionStore sessions;
    @Inject CartStore carts;

    private final UUID alice = UUID.randomUUID();

    @Test
    void guestOpensASessionAndReadsIt() {
        var opened =
                guest().header("User-Agent", "Mozilla/5.0 (X11)")
                        .header("X-Forwarded-For", "203.0.113.9, 198.51.100.4")
                        .post("/sessions")
                        .then()
                        .statusCode(201)
                        .header("Cache-Control", "no-store")
                        .body("user_id", nullValue())
                        .body("session_data.preferences.size()", equalTo(0))
                        .body("session_data.browsing_history", hasSize(0))
                        .body("session_data.search_history", hasSize(0))
                        .body("cart_summary.item_count", equalTo(0))
                        .body("ip_address", equalTo("198.51.100.4"))
                        .body("user_agent", equalTo("Mozilla/5.0 (X11)"))
                        .extract();
        String id = opened.path("session_id");
        assertThat(id).matches("[A-Za-z0-9_-]{43}");
        assertThat(opened.header("Location")).isEqualTo("/sessions/" + id);
        assertThat(Instant.parse(opened.path("expires_at")))
                .isEqualTo(
                        Instant.parse(opened.<String>path("created_at"))
                                .plus(Duration.ofHours(24))
                                .truncatedTo(ChronoUnit.SECONDS));
        String read =
                guest().get("/sessions/{id}", id)
                        .then()
                        .statusCode(200)
                        .header("Cache-Control", "no-store")
                        .extract()
                        .asString();
        assertThat(read).isEqualTo(opened.asString());
    }

    @Test
    void everySessionHasAnIdOfItsOwn() {
        assertThat(open(guest())).isNotEqualTo(open(guest()));
    }

    @Test
    void onlyItsUserReadsChangesAndEndsASession() {
        String id = open(as(alice));
        as(alice).get("/sessions/{id}", id).then().body("user_id", equalTo(alice.toString()));
        UUID bob = UUID.randomUUID();
        for (Supplier<RequestSpecification> stranger :
                List.<Supplier<RequestSpecification>>of(
                        SessionResourceTest::guest, () -> as(bob))) {
            isMissing(stranger.get().get("/sessions/{id}", id).then());
            isMissing(stranger.get().delete("/sessions/{id}", id).then());
            isMissing(patch(stranger.get(), id, "{\"browsing_history\":[\"x\"]}"));
        }
        as(alice)
                .get("/sessions/{id}", id)
                .then()
                .statusCode(200)
                .body("session_data.browsing_history", hasSize(0));
        as(alice).delete("/sessions/{id}", id).then().statusCode(204);
        isMissing(as(alice).get("/sessions/{id}", id).then());
        isMissing(as(alice).delete("/sessions/{id}", id).then());
    }

    @Test
    void badTokenIsRejectedEvenWhereNoneIsNeeded() {
        String id = open(guest());
        for (String bad : List.of("Bearer x", "Basic YTpi", "Bearer ")) {
            api().header("Authorization", bad).get("/sessions/{id}", id).then().statusCode(401);
            api().header("Authorization", bad).post("/sessions").then().statusCode(401);
        }
        api().auth()
                .oauth2(TestTokens.service("order-service"))
                .post("/sessions")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "sess-20240115-143000-uuid", "%00", "a.b"})
    void malformedSessionIdIs404(String id) {
        api().urlEncodingEnabled(false).get("/sessions/" + id).then().statusCode(404);
    }

    @Test
    void patchMergesPreferencesAndGrowsHistories() {
        String id = open(guest());
        patch(
                        guest(),
                        id,
                        "{\"preferences\":{\"theme\":\"dark\",\"language\":\"en\"},"
                                + "\"browsing_history\":[\"b2\",\"b1\"]}")
                .statusCode(200);
        patch(
                        guest(),
                        id,
                        "{\"preferences\":{\"theme\":null},\"browsing_history\":[\"b3\"],"
                                + "\"search_history\":[\"clouds\"]}")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("session_data.preferences.size()", equalTo(1))
                .body("session_data.preferences.language", equalTo("en"))
                .body("session_data.browsing_history", equalTo(List.of("b3", "b2", "b1")))
                .body("session_data.search_history", equalTo(List.of("clouds")));
        guest().contentType("application/merge-patch+json")
                .body("{\"session_data\":{}}")
                .patch("/sessions/{id}", id)
                .then()
                .statusCode(200)
                .body("session_data.browsing_history", hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"session_data\":null}",
                "{\"session_data\":{\"browsing_history\":[null]}}",
                "{\"session_data\":{\"browsing_history\":[\" \"]}}",
                "{\"session_data\":{\"search_history\":[7]}}",
                "{\"session_data\":{\"search_history\":\"x\"}}",
                "{\"session_data\":{\"preferences\":{\"\":\"x\"}}}",
                "{\"session_data\":{\"preferences\":{\"a\":{}}}}",
                "{\"session_data\":{\"preferences\":[]}}",
                "{\"session_data\":{\"cart_summary\":{}}}",
                "{\"user_id\":\"x\",\"session_data\":{}}",
                "{\"expires_at\":\"2126-01-01T00:00:00Z\",\"session_data\":{}}",
            })
    void invalidPatchIsRejected(String body) {
        String id = open(guest());
        guest().contentType(ContentType.JSON)
                .body(body)
                .patch("/sessions/{id}", id)
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'preferences':{'theme':'\\ud800'}}          | session_data.preferences.theme",
                "{'preferences':{'\\udc00':'dark'}}           | session_data.preferences",
                "{'preferences':{'\\udc00':null}}             | session_data.preferences",
                "{'browsing_history':['b1','x\\ud83dx']}      | session_data.browsing_history.[1]",
                "{'search_history':['\\udcda\\ud83d']}       | session_data.search_history.[0]",
            },
            quoteCharacter = '`')
    void loneSurrogateIsRejected(String sessionData, String field) {
        String id = open(guest());
        patch(guest(), id, sessionData.replace('\'', '"'))
                .statusCode(400)
                .body("violations.field", equalTo(List.of(field)));
        guest().get("/sessions/{id}", id)
                .then()
                .statusCode(200)
                .body("session_data.preferences.size()", equalTo(0))
                .body("session_data.browsing_history", hasSize(0));
    }

    @Test
    void surrogatePairIsAccepted() {
        String id = open(guest());
        patch(
                        guest(),
                        id,
                        "{\"preferences\":{\"\\ud83d\\udcda\":\"\\ud83d\\udcda\"},"
                                + "\"search_history\":[\"\\ud83d\\udcda\"]}")
                .statusCode(200)
                .body("session_data.search_history", equalTo(List.of("📚")))
                .body("session_data.preferences", equalTo(Map.of("📚", "📚")));
    }

    @Test
    void entriesBeyondTheirLimitsAreRejected() {
        String id = open(guest());
        patch(guest(), id, "{\"search_history\":[\"%s\"]}".formatted("x".repeat(201)))
                .statusCode(400);
        patch(guest(), id, "{\"preferences\":{\"a\":\"%s\"}}".formatted("x".repeat(201)))
                .statusCode(400);
        patch(guest(), id, "{\"preferences\":{\"%s\":\"a\"}}".formatted("x".repeat(51)))
                .statusCode(400);
        StringBuilder many = new StringBuilder("{\"preferences\":{\"p0\":\"x\"");
        for (int i = 1; i < 50; i++) {
            many.append(",\"p%d\":\"x\"".formatted(i));
        }
        patch(guest(), id, many + "}}").statusCode(200);
        patch(guest(), id, "{\"preferences\":{\"more\":\"x\"}}")
                .statusCode(422)
                .body("type", equalTo("/problems/too-many-preferences"))
                .body("preferences_max", equalTo(50));
        patch(guest(), id, many + ",\"more\":\"x\"}}").statusCode(400);
    }

    @Test
    void sessionExpiresADayAfterItsLastUseBeforeItsItemIsDeleted() {
        String dead = "dead".repeat(10);
        String dying = "dying".repeat(8);
        Instant now = Instant.now();
        store(dead, null, now.minus(Duration.ofHours(24)).minusSeconds(1));
        store(dying, null, now.minus(Duration.ofHours(23)));
        isMissing(guest().get("/sessions/{id}", dead).then());
        isMissing(patch(guest(), dead, "{}"));
        isMissing(guest().delete("/sessions/{id}", dead).then());
        String end =
                guest().get("/sessions/{id}", dying)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("expires_at");
        assertThat(Instant.parse(end)).isAfter(now.plus(Duration.ofHours(23)));
        guest().get("/sessions/{id}", dying).then().body("expires_at", equalTo(end));
    }

    @Test
    void fullHistoriesOfBothKindsCanBePatchedOnAndOn() {
        String id = open(guest());
        for (int entries : List.of(50, 25, 50, 50)) {
            String list = "\"x\",".repeat(entries - 1) + "\"x\"";
            patch(
                            guest(),
                            id,
                            "{\"browsing_history\":[%1$s],\"search_history\":[%1$s]}"
                                    .formatted(list))
                    .statusCode(200);
        }
    }

    @Test
    void signInGivesANewIdAndEndsTheOld() {
        String guest = open(guest());
        patch(guest(), guest, "{\"browsing_history\":[\"b1\"]}").statusCode(200);
        String bound =
                as(alice)
                        .header(SessionId.HEADER, guest)
                        .post("/sessions")
                        .then()
                        .statusCode(201)
                        .body("user_id", equalTo(alice.toString()))
                        .body("session_data.browsing_history", equalTo(List.of("b1")))
                        .body("session_id", not(equalTo(guest)))
                        .extract()
                        .path("session_id");
        isMissing(guest().get("/sessions/{id}", guest).then());
        isMissing(as(alice).get("/sessions/{id}", guest).then());
        isMissing(guest().get("/sessions/{id}", bound).then());
        as(alice).get("/sessions/{id}", bound).then().statusCode(200);
        as(alice)
                .header(SessionId.HEADER, guest)
                .post("/sessions")
                .then()
                .statusCode(201)
                .body("session_data.browsing_history", hasSize(0));
    }

    @Test
    void anotherUsersSessionIsNotTakenOver() {
        String alices = open(as(alice));
        patch(as(alice), alices, "{\"search_history\":[\"secret\"]}").statusCode(200);
        as(UUID.randomUUID())
                .header(SessionId.HEADER, alices)
                .post("/sessions")
                .then()
                .statusCode(201)
                .body("session_data.search_history", hasSize(0));
        as(alice)
                .get("/sessions/{id}", alices)
                .then()
                .statusCode(200)
                .body("session_data.search_history", hasSize(1));
        as(alice)
                .header(SessionId.HEADER, "no session")
                .post("/sessions")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(SessionId.HEADER));
    }

    @Test
    void summaryIsThatOfTheGuestsCartWhateverRaces()
            throws InterruptedException, ExecutionException {
        String id = open(guest());
        UUID book = catalog.sell("Raced", "2.50");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> responses = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                responses.add(
                        threads.submit(() ->
                                given().header(SessionId.HEADER, id)
                                        .contentType(ContentType.JSON)
                                        .body(addition(book))
                                        .post("/cart/items")
                                        .statusCode()));
            }
            for (Future<Integer> response : responses) {
                assertThat(response.get()).isEqualTo(200);
            }
        }
        guest().get("/sessions/{id}", id)
                .then()
                .body("cart_summary.item_count", equalTo(24))
                .body("cart_summary.total_amount", equalTo(60.00f));
    }

    @Test
    void summaryIsStoredWithEachChangeOfTheCart() {
        SessionId id = new SessionId(open(as(alice)));
        UUID book = catalog.sell("Summed", "2.50");
        assertThat(summary(id).itemCount()).isZero();
        in(id).contentType(ContentType.JSON).body(addition(book)).post("/cart/items");
        assertThat(summary(id).itemCount()).isEqualTo(1);
        in(id).contentType(ContentType.JSON).body("{\"quantity\":7}").put("/cart/items/{id}", book);
        assertThat(summary(id).totalAmount()).isEqualTo(Money.usd("17.50"));
        in(id).delete("/cart/items/{id}", book);
        assertThat(summary(id).itemCount()).isZero();
    }

    @Test
    void summaryIsUpdatedAfterAChangeElsewhere() {
        String id = open(as(alice));
        Book book = new Book(UUID.randomUUID(), "Elsewhere", Money.usd("3.00"), null, 9);
        carts.set(new CartOwner.Customer(alice.toString()), book, 2, Instant.now())
                .await()
                .atMost(TIMEOUT);
        as(alice)
                .get("/sessions/{id}", id)
                .then()
                .body("cart_summary.item_count", equalTo(2))
                .body("cart_summary.total_amount", equalTo(6.00f));
        assertThat(summary(new SessionId(id)).itemCount()).isEqualTo(2);
    }

    @Test
    void guestsSessionGetsNoSummaryOfACustomersCart() {
        String id = open(guest());
        UUID book = catalog.sell("Mine alone", "2.50");
        as(alice)
                .header(SessionId.HEADER, id)
                .contentType(ContentType.JSON)
                .body(addition(book))
                .post("/cart/items")
                .then()
                .statusCode(200);
        guest().get("/sessions/{id}", id).then().body("cart_summary.item_count", equalTo(0));
    }

    @Test
    void sessionIdIsNeverInTheLogOrAProblem() {
        List<String> lines = new ArrayList<>();
        Handler listener = listener(lines);
        Logger.getLogger("").addHandler(listener);
        String id = open(guest());
        try {
            guest().get("/sessions/{id}", id).then().statusCode(200);
            guest().header(SessionId.HEADER, id).get("/cart").then().statusCode(200);
            guest().delete("/sessions/{id}", id).then().statusCode(204);
            assertThat(guest().get("/sessions/{id}", id).asString()).doesNotContain(id);
            assertThat(guest().get("/sessions/{id}/x", id).asString()).doesNotContain(id);
            assertThat(patch(guest(), id, "{").extract().asString()).doesNotContain(id);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        assertThat(lines)
                .anyMatch(line -> line.contains("route=/sessions/{session_id}"))
                .noneMatch(line -> line.contains(id));
    }

    private static Handler listener(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage() + " " + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private void store(String id, String userId, Instant openedAt) {
        Session session =
                Session.opened(
                        userId,
                        new Visitor(null, null),
                        CartSummary.empty(openedAt),
                        openedAt.truncatedTo(ChronoUnit.MILLIS));
        sessions.open(new SessionId(id), session).await().atMost(TIMEOUT);
    }

    private CartSummary summary(SessionId id) {
        return sessions.read(new SessionHolder(id, alice.toString()), Instant.now())
                .await()
                .atMost(TIMEOUT)
                .orElseThrow()
                .cartSummary();
    }

    private static String open(RequestSpecification visitor) {
        return visitor.post("/sessions").then().statusCode(201).extract().path("session_id");
    }

    private static ValidatableResponse patch(
            RequestSpecification holder, String id, String sessionData) {
        return holder.contentType(ContentType.JSON)
                .body("{\"session_data\":%s}".formatted(sessionData))
                .patch("/sessions/{id}", id)
                .then();
    }

    private static void isMissing(ValidatableResponse response) {
        response.statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    private static String addition(UUID book) {
        return "{\"book_id\":\"%s\",\"quantity\":1}".formatted(book);
    }

    private RequestSpecification in(SessionId session) {
        return as(alice).header(SessionId.HEADER, session.secret());
    }

    private static RequestSpecification as(UUID customer) {
        return api().auth().oauth2(TestTokens.customer(customer));
    }

    private static RequestSpecification guest() {
        return api();
    }

    private static RequestSpecification api() {
        return given().filter(ApiConformance.ofThisService());
    }
}
