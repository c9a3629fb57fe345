package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.refresh;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.hamcrest.Matchers.is;

import dev.cloudshelf.testkit.TestTokens;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing out. */
interface RevocationContract {

    @Test
    default void aRefreshTokenEndsItsOwnSignIn() {
        String email = registered();
        String phone = signIn(email, PASSWORD).path("refresh_token");
        String laptop = signIn(email, PASSWORD).path("refresh_token");

        revoke(Map.of("token", phone)).then().statusCode(204).body(is(""));

        assertProblem(refresh(phone), 401, "bad-refresh-token");
        refresh(laptop).then().statusCode(200);
    }

    @Test
    default void aFormDoesTheSame() {
        String token = signIn(registered(), PASSWORD).path("refresh_token");

        form("token_type_hint=refresh_token&token=" + token).then().statusCode(204);

        assertProblem(refresh(token), 401, "bad-refresh-token");
    }

    @Test
    default void theAnswerDoesNotTellWhetherATokenWasGood() {
        Response tokens = signIn(registered(), PASSWORD);
        String token = tokens.path("refresh_token");

        for (String any :
                List.of(token, token, "nonsense", tokens.path("access_token"), "A".repeat(87))) {
            revoke(Map.of("token", any)).then().statusCode(204).body(is(""));
        }
    }

    @Test
    default void anAccessTokenEndsEverySignIn() {
        String email = registered();
        Response phone = signIn(email, PASSWORD);
        Response laptop = signIn(email, PASSWORD);

        json(Map.of("all", true))
                .auth()
                .oauth2(phone.path("access_token"))
                .post("/tokens/revoke")
                .then()
                .statusCode(204);

        assertProblem(refresh(phone.path("refresh_token")), 401, "bad-refresh-token");
        assertProblem(refresh(laptop.path("refresh_token")), 401, "bad-refresh-token");
        String again = signIn(email, PASSWORD).path("refresh_token");
        refresh(again).then().statusCode(200);
    }

    @Test
    default void everywhereIsForWhoeverIsKnown() {
        assertProblem(revoke(Map.of("all", true)), 401, "unauthenticated");
        assertProblem(form("all=true"), 401, "unauthenticated");
        assertProblem(
                json(Map.of("all", true)).auth().oauth2("nonsense").post("/tokens/revoke"),
                401,
                "unauthenticated");
        assertProblem(
                json(Map.of("all", true))
                        .auth()
                        .oauth2(TestTokens.service("order-service"))
                        .post("/tokens/revoke"),
                403,
                "forbidden");
    }

    @Test
    default void somethingIsToBeRevoked() {
        assertViolations(revoke(Map.of()), "token");
        assertViolations(revoke(Map.of("all", false)), "token");
        assertViolations(revoke(Map.of("token", "")), "token");
        assertViolations(form("all=maybe"), "all");
        assertViolations(form("token=a&token=b"), "token");
        assertViolations(json("null").post("/tokens/revoke"), "body");
    }

    private static Response revoke(Map<String, ?> request) {
        return json(request).post("/tokens/revoke");
    }

    private static Response form(String body) {
        return api().contentType("application/x-www-form-urlencoded")
                .body(body)
                .post("/tokens/revoke");
    }
}
