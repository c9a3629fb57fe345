package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Quotas of sessions per address and of changes per cart. */
@QuarkusTest
@TestProfile(QuotaTest.SmallQuotas.class)
@QuarkusTestResource(value = FakeCatalog.class, restrictToAnnotatedClass = true)
@NullUnmarked
class QuotaTest {

    private static final int SESSIONS_MAX = 20;
    private static final int CHANGES_MAX = 25;

    /** A window whose end is unlikely to fall into a test. */
    private static final int WINDOW_SECONDS = 7 * 24 * 60 * 60;

    FakeCatalog catalog;

    private final UUID customer = UUID.randomUUID();

    @Test
    void addressOpensNoMoreSessionsThanItsQuota() throws InterruptedException {
        List<Response> responses = race(60, () -> open(from("203.0.113.1")));
        assertThat(responses.stream().filter(r -> r.statusCode() == 201)).hasSize(SESSIONS_MAX);
        assertThat(responses.stream().filter(r -> r.statusCode() == 429))
                .hasSize(60 - SESSIONS_MAX);
        assertThat(open(from("203.0.113.2")).statusCode()).isEqualTo(201);
        rejected(open(from("203.0.113.1")).then());
        rejected(open(from("203.0.113.1").auth().oauth2(token())).then());
    }

    @Test
    void networkOfAnIpv6AddressCountsAsOne() {
        for (int i = 0; i < SESSIONS_MAX; i++) {
            open(from("2001:db8:1:2::" + i)).then().statusCode(201);
        }
        rejected(open(from("2001:db8:1:2:ffff::1")).then());
        open(from("2001:db8:1:3::1")).then().statusCode(201);
    }

    @Test
    void claimedAddressIsNotCounted() {
        for (int i = 0; i < SESSIONS_MAX; i++) {
            open(from("192.0.2.%d, 203.0.113.3".formatted(i))).then().statusCode(201);
        }
        rejected(open(from("192.0.2.99, 203.0.113.3")).then());
    }

    @Test
    void ownerMakesNoMoreChangesThanTheQuota() throws InterruptedException {
        UUID book = catalog.sell("Wanted", "5.00");
        List<Response> responses = race(60, () -> add(mine(), book));
        assertThat(responses.stream().filter(r -> r.statusCode() == 200)).hasSize(CHANGES_MAX);
        assertThat(responses.stream().filter(r -> r.statusCode() == 429)).hasSize(60 - CHANGES_MAX);
        mine().get("/cart").then().statusCode(200).body("item_count", equalTo(CHANGES_MAX));
        rejected(add(mine(), book).then());
        rejected(mine().delete("/cart/items/{id}", book).then());
        rejected(mine().delete("/cart").then());
        rejected(
                mine().contentType(ContentType.JSON)
                        .body("{\"quantity\":1}")
                        .put("/cart/items/{id}", book)
                        .then());
        String session = open(from("203.0.113.4")).path("session_id");
        rejected(mine().header(SessionId.HEADER, session).post("/cart/merge").then());
        mine().get("/cart").then().body("item_count", equalTo(CHANGES_MAX));
        assertThat(
                        add(api().auth().oauth2(TestTokens.customer(UUID.randomUUID())), book)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void guestIsCountedAndTheLogHoldsNoSessionId() {
        String session = open(from("203.0.113.5")).path("session_id");
        UUID book = catalog.sell("Wanted", "5.00");
        List<String> events =
                eventsOf(() -> {
                    for (int i = 0; i < CHANGES_MAX; i++) {
                        add(api().header(SessionId.HEADER, session), book).then().statusCode(200);
                    }
                    rejected(add(api().header(SessionId.HEADER, session), book).then());
                    for (int i = 0; i < CHANGES_MAX; i++) {
                        add(mine(), book).then().statusCode(200);
                    }
                    rejected(add(mine(), book).then());
                });
        assertThat(events).hasSize(2);
        assertThat(events.getFirst())
                .contains("event=quota-exceeded", "actor=- ", "reason=cart-changes")
                .doesNotContain(session, new SessionId(session).digest());
        assertThat(events.getLast()).contains("actor=" + customer);
    }

    private static List<String> eventsOf(Runnable work) {
        List<String> events = new CopyOnWriteArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        events.add(line.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger log = Logger.getLogger("dev.cloudshelf.security");
        log.addHandler(handler);
        try {
            work.run();
        } finally {
            log.removeHandler(handler);
        }
        return events;
    }

    private static List<Response> race(int times, Supplier<Response> request)
            throws InterruptedException {
        List<Response> responses = new CopyOnWriteArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < times; i++) {
                threads.execute(() -> responses.add(request.get()));
            }
        }
        assertThat(responses).hasSize(times);
        return responses;
    }

    private static void rejected(ValidatableResponse response) {
        response.statusCode(429).body("type", equalTo("/problems/too-many-requests"));
        assertThat(Integer.parseInt(response.extract().header("Retry-After")))
                .isBetween(1, WINDOW_SECONDS);
    }

    private static Response open(RequestSpecification visitor) {
        return visitor.post("/sessions");
    }

    private static Response add(RequestSpecification shopper, UUID book) {
        return shopper.contentType(ContentType.JSON)
                .body("{\"book_id\":\"%s\",\"quantity\":1}".formatted(book))
                .post("/cart/items");
    }

    private static RequestSpecification from(String addresses) {
        return api().header("X-Forwarded-For", addresses);
    }

    private RequestSpecification mine() {
        return api().auth().oauth2(token());
    }

    private String token() {
        return TestTokens.customer(customer);
    }

    private static RequestSpecification api() {
        return given().filter(ApiConformance.ofThisService());
    }

    public static class SmallQuotas implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cloudshelf.quota.sessions-max", Integer.toString(SESSIONS_MAX),
                    "cloudshelf.quota.sessions-window-seconds", Integer.toString(WINDOW_SECONDS),
                    "cloudshelf.quota.cart-changes-max", Integer.toString(CHANGES_MAX),
                    "cloudshelf.quota.cart-changes-window-seconds",
                            Integer.toString(WINDOW_SECONDS));
        }
    }
}
