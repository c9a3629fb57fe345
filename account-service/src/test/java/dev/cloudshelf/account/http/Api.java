package dev.cloudshelf.account.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.testkit.ApiConformance;
import io.restassured.filter.Filter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** How the tests speak to the service; each answer is held to its definition. */
final class Api {

    static final String PASSWORD = "correct horse battery staple";
    static final String CLIENT_ID = "order-service";
    static final String CLIENT_SECRET = "order-secret";

    private static final Filter CONFORMANCE = ApiConformance.ofThisService();

    private Api() {}

    static RequestSpecification api() {
        return given().filter(CONFORMANCE);
    }

    static RequestSpecification json(Object body) {
        return api().contentType(ContentType.JSON).body(body);
    }

    static String freshEmail() {
        return UUID.randomUUID() + "@example.org";
    }

    static Map<String, Object> newAccount(String email) {
        return Map.of(
                "email", email, "password", PASSWORD, "first_name", "Ada", "last_name", "Lovelace");
    }

    /**
     * @return the e-mail address of a new account with {@link #PASSWORD}
     */
    static String registered() {
        String email = freshEmail();
        json(newAccount(email)).post("/accounts").then().statusCode(201);
        return email;
    }

    static Response signIn(String email, String password) {
        return tokens(Map.of("grant_type", "password", "email", email, "password", password));
    }

    /** Through a gateway that saw the caller at this address. */
    static Response signIn(String email, String password, String from) {
        return json(Map.of("grant_type", "password", "email", email, "password", password))
                .header("X-Forwarded-For", from)
                .post("/tokens");
    }

    static Response refresh(String token) {
        return tokens(Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    static Response tokens(Map<String, ?> request) {
        return json(request).post("/tokens");
    }

    static String serviceToken() {
        return tokens(
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", CLIENT_ID,
                                "client_secret", CLIENT_SECRET))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    static void assertProblem(Response answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("/problems/" + slug);
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
        assertThat(answer.<String>path("instance")).isEqualTo(answer.header("X-Request-Id"));
    }

    static void assertViolations(Response answer, String... fields) {
        assertProblem(answer, 400, "invalid");
        assertThat(answer.<List<String>>path("violations.field")).containsExactlyInAnyOrder(fields);
    }

    /** Calls from as many threads at the same moment. */
    static <T> List<T> race(int racers, Callable<T> call) throws Exception {
        CyclicBarrier together = new CyclicBarrier(racers);
        try (var threads = Executors.newFixedThreadPool(racers)) {
            List<Future<T>> racing =
                    IntStream.range(0, racers)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        together.await();
                                        return call.call();
                                    }))
                            .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> racer : racing) {
                answers.add(racer.get());
            }
            return answers;
        }
    }
}
