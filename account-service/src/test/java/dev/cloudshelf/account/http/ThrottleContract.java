package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.race;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Waiting after too many bad tries. */
interface ThrottleContract {

    int ADDRESS_TRIES = 60;

    @Test
    default void theSixthBadTryIsToldToWait() {
        for (String email : List.of(registered(), freshEmail())) {
            for (int i = 0; i < 5; i++) {
                assertProblem(signIn(email, "wrong", "203.0.113.1"), 401, "bad-credentials");
            }

            Response sixth = signIn(email, PASSWORD, "203.0.113.1");

            assertProblem(sixth, 429, "too-many-attempts");
            assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(55, 60);
        }
    }

    @Test
    default void whereACustomerIsAtHomeStrangersChangeNothing() {
        String email = registered();
        signIn(email, PASSWORD, "203.0.113.2").then().statusCode(200);
        for (int i = 0; i < 5; i++) {
            signIn(email, "wrong", "203.0.113.3").then().statusCode(401);
        }

        assertProblem(signIn(email, PASSWORD, "203.0.113.3"), 429, "too-many-attempts");
        signIn(email, PASSWORD, "203.0.113.2").then().statusCode(200);
    }

    @Test
    default void ofRacingBadTriesFiveAreChecked() throws Exception {
        String email = registered();

        List<Integer> statuses = race(20, () -> signIn(email, "wrong", "203.0.113.4").statusCode());

        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
    }

    @Test
    default void anAddressThatTriesManyAccountsWaitsToo() {
        for (int i = 0; i < ADDRESS_TRIES; i++) {
            signIn(freshEmail(), "wrong", "203.0.113.5").then().statusCode(401);
        }

        assertProblem(signIn(registered(), PASSWORD, "203.0.113.5"), 429, "too-many-attempts");
    }

    @Test
    default void anAccessTokenIsNoWayToGuessThePassword() {
        String token = signIn(registered(), PASSWORD).path("access_token");
        Map<String, String> guess =
                Map.of("current_password", "wrong", "new_password", PASSWORD + "!");
        for (int i = 0; i < 5; i++) {
            assertProblem(
                    json(guess).auth().oauth2(token).put("/accounts/me/password"),
                    422,
                    "wrong-password");
        }

        assertProblem(
                json(guess).auth().oauth2(token).put("/accounts/me/password"),
                429,
                "too-many-attempts");
    }
}
