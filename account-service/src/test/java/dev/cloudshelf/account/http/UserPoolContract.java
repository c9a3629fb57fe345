package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.newAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.cloudshelf.testkit.TestTokens;
import dev.cloudshelf.testkit.UserPool;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** Where a user pool signs people in, this service keeps their profiles. */
interface UserPoolContract {

    UserPool pool();

    private RequestSpecification as(JwtClaims claims) {
        return api().auth().oauth2(pool().sign(claims));
    }

    private RequestSpecification admin() {
        return as(pool().accessClaims(UUID.randomUUID(), "admin"));
    }

    @Test
    default void aProfileIsMadeOnTheFirstCallOfWhatThePoolSays() {
        UUID id = UUID.randomUUID();
        String email = freshEmail();

        as(pool().idClaims(id, email))
                .get("/accounts/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(id.toString()))
                .body("email", equalTo(email))
                .body("first_name", equalTo("Ann"))
                .body("last_name", equalTo("Reader"));
        as(pool().accessClaims(id))
                .get("/accounts/me")
                .then()
                .statusCode(200)
                .body("email", equalTo(email));
    }

    @Test
    default void theFirstCallMayBeAnyOfOnesOwn() {
        UUID id = UUID.randomUUID();

        as(pool().idClaims(id, freshEmail()))
                .contentType("application/json")
                .body(
                        Map.of(
                                "street", "1 Long Street",
                                "city", "Portland",
                                "state", "OR",
                                "postal_code", "97205",
                                "country", "US"))
                .post("/accounts/me/addresses")
                .then()
                .statusCode(201);

        as(pool().accessClaims(id))
                .get("/accounts/me/addresses")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    default void firstCallsThatRaceMakeOneProfile() throws Exception {
        UUID id = UUID.randomUUID();
        String email = freshEmail();
        String token = pool().sign(pool().idClaims(id, email));

        List<Response> answers = Api.race(8, () -> api().auth().oauth2(token).get("/accounts/me"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        admin().queryParam("email", email)
                .get("/accounts")
                .then()
                .statusCode(200)
                .body("items.id", contains(id.toString()));
    }

    @Test
    default void anAccessTokenAloneMakesNone() {
        assertProblem(
                as(pool().accessClaims(UUID.randomUUID())).get("/accounts/me"),
                403,
                "profile-missing");
    }

    @Test
    default void anAddressThatNobodyHasVerifiedMakesNone() {
        JwtClaims unverified = pool().idClaims(UUID.randomUUID(), freshEmail());
        unverified.setClaim("email_verified", false);

        assertProblem(as(unverified).get("/accounts/me"), 403, "profile-missing");
    }

    @Test
    default void anAddressOfAnotherProfileMakesNone() {
        String email = freshEmail();
        as(pool().idClaims(UUID.randomUUID(), email)).get("/accounts/me").then().statusCode(200);

        assertProblem(
                as(pool().idClaims(UUID.randomUUID(), email)).get("/accounts/me"),
                409,
                "email-taken");
    }

    @Test
    default void aClosedProfileIsNotOpenedAgain() {
        JwtClaims claims = pool().idClaims(UUID.randomUUID(), freshEmail());
        as(claims).delete("/accounts/me").then().statusCode(204);

        assertProblem(as(claims).get("/accounts/me"), 403, "account-closed");
    }

    @Test
    default void aSuspendedProfileIsOfNoUse() {
        UUID id = UUID.randomUUID();
        JwtClaims claims = pool().idClaims(id, freshEmail());
        String tag = as(claims).get("/accounts/me").then().statusCode(200).extract().header("ETag");

        admin().contentType("application/json")
                .header("If-Match", tag)
                .body(Map.of("account_status", "suspended"))
                .patch("/accounts/" + id)
                .then()
                .statusCode(200);

        assertProblem(as(claims).get("/accounts/me"), 403, "account-suspended");
    }

    @Test
    default void servicesAreThoseThatWereGrantedTheirScope() {
        UUID id = UUID.randomUUID();
        String email = freshEmail();
        as(pool().idClaims(id, email)).get("/accounts/me").then().statusCode(200);

        as(pool().clientClaims("cloudshelf/service"))
                .get("/internal/accounts/" + id)
                .then()
                .statusCode(200)
                .body("email", equalTo(email));
        assertProblem(
                as(pool().idClaims(id, email)).get("/internal/accounts/" + id), 403, "forbidden");
        assertProblem(
                as(pool().clientClaims("another/scope")).get("/internal/accounts/" + id),
                401,
                "unauthenticated");
    }

    @Test
    default void nobodySignsInHere() {
        List<Response> answers =
                List.of(
                        json(newAccount(freshEmail())).post("/accounts"),
                        Api.signIn(freshEmail(), Api.PASSWORD),
                        json(Map.of("token", "any")).post("/tokens/revoke"),
                        json(Map.of("email", freshEmail())).post("/password-resets"),
                        json(Map.of("new_password", Api.PASSWORD)).post("/password-resets/any"),
                        api().get("/.well-known/jwks.json"),
                        as(pool().idClaims(UUID.randomUUID(), freshEmail()))
                                .contentType("application/json")
                                .body(
                                        Map.of(
                                                "current_password",
                                                Api.PASSWORD,
                                                "new_password",
                                                "another " + Api.PASSWORD))
                                .put("/accounts/me/password"));

        for (Response answer : answers) {
            assertProblem(answer, 404, "signed-in-elsewhere");
        }
    }

    @Test
    default void ownTokensOfBeforeAreNotGood() {
        assertProblem(
                api().auth().oauth2(TestTokens.customer(UUID.randomUUID())).get("/accounts/me"),
                401,
                "unauthenticated");
        assertProblem(
                api().auth()
                        .oauth2(pool().forge(pool().idClaims(UUID.randomUUID(), freshEmail())))
                        .get("/accounts/me"),
                401,
                "unauthenticated");
    }
}
