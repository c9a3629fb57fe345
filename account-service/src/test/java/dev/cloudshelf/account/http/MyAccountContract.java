package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.newAccount;
import static dev.cloudshelf.account.http.Api.refresh;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.serviceToken;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.cloudshelf.testkit.TestTokens;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing and closing one's own account. */
interface MyAccountContract {

    String NEW_PASSWORD = "an entirely different one";

    @Test
    default void aMergePatchChangesWhatItNamesOnly() {
        String token = signedIn(registered());

        patch(token, "{\"first_name\":\" Augusta \",\"phone\":\"+44 20 7946 0000\"}")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("first_name", equalTo("Augusta"))
                .body("last_name", equalTo("Lovelace"))
                .body("phone", equalTo("+44 20 7946 0000"));
        patch(token, "{\"phone\":null}").then().statusCode(200).body("phone", nullValue());
        Response read = api().auth().oauth2(token).get("/accounts/me");
        read.then().body("first_name", equalTo("Augusta"));
        json("{}")
                .auth()
                .oauth2(token)
                .patch("/accounts/me")
                .then()
                .statusCode(200)
                .header("ETag", read.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"first_name\":null}",
                "{\"first_name\":\" \"}",
                "{\"first_name\":7}",
                "{\"last_name\":[]}",
                "{\"phone\":\"call me\"}",
                "{\"phone\":\"1\"}",
                "{\"email\":\"eve@example.org\"}",
                "{\"roles\":[\"admin\"]}"
            })
    default void aPatchThatCannotBeIsRefused(String patch) {
        String field = patch.substring(2, patch.indexOf('"', 2));

        assertViolations(patch(signedIn(registered()), patch), field);
    }

    @Test
    default void aPatchHonoursIfMatch() {
        String token = signedIn(registered());
        String tag = api().auth().oauth2(token).get("/accounts/me").header("ETag");
        patch(token, "{\"first_name\":\"Augusta\"}").then().statusCode(200);

        assertProblem(
                json("{\"first_name\":\"Ada\"}")
                        .header("If-Match", tag)
                        .auth()
                        .oauth2(token)
                        .patch("/accounts/me"),
                412,
                "stale");
    }

    @Test
    default void aReadHonoursIfMatchAndIfNoneMatch() {
        String token = signedIn(registered());
        String tag = api().auth().oauth2(token).get("/accounts/me").header("ETag");

        api().auth()
                .oauth2(token)
                .header("If-None-Match", tag)
                .get("/accounts/me")
                .then()
                .statusCode(304)
                .header("ETag", tag);
        api().auth()
                .oauth2(token)
                .header("If-Match", tag)
                .get("/accounts/me")
                .then()
                .statusCode(200);
        assertProblem(
                api().auth().oauth2(token).header("If-Match", "\"0-0\"").get("/accounts/me"),
                412,
                "stale");
    }

    @Test
    default void anotherPasswordEndsTheOtherSignIns() {
        String email = registered();
        Response phone = signIn(email, PASSWORD);
        Response laptop = signIn(email, PASSWORD);

        change(
                        laptop.path("access_token"),
                        Map.of(
                                "current_password",
                                PASSWORD,
                                "new_password",
                                NEW_PASSWORD,
                                "refresh_token",
                                laptop.path("refresh_token")))
                .then()
                .statusCode(204);

        assertProblem(refresh(phone.path("refresh_token")), 401, "bad-refresh-token");
        refresh(laptop.path("refresh_token")).then().statusCode(200);
        assertProblem(signIn(email, PASSWORD), 401, "bad-credentials");
        signIn(email, NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    default void aWrongCurrentPasswordChangesNothing() {
        String email = registered();
        Response tokens = signIn(email, PASSWORD);

        assertProblem(
                change(
                        tokens.path("access_token"),
                        Map.of("current_password", "wrong", "new_password", NEW_PASSWORD)),
                422,
                "wrong-password");
        assertViolations(
                change(
                        tokens.path("access_token"),
                        Map.of("current_password", PASSWORD, "new_password", "short")),
                "new_password");
        assertViolations(
                change(
                        tokens.path("access_token"),
                        Map.of("current_password", PASSWORD, "new_password", "12345678")),
                "new_password");

        refresh(tokens.path("refresh_token")).then().statusCode(200);
        signIn(email, PASSWORD).then().statusCode(200);
    }

    @Test
    default void aClosedAccountIsGoneAndItsAddressFree() {
        String email = registered();
        Response tokens = signIn(email, PASSWORD);
        String token = tokens.path("access_token");
        String id = api().auth().oauth2(token).get("/accounts/me").path("id");

        api().auth().oauth2(token).delete("/accounts/me").then().statusCode(204);

        assertProblem(api().auth().oauth2(token).delete("/accounts/me"), 401, "unauthenticated");
        assertProblem(api().auth().oauth2(token).get("/accounts/me"), 401, "unauthenticated");
        assertProblem(patch(token, "{\"first_name\":\"Ada\"}"), 401, "unauthenticated");
        assertProblem(
                change(token, Map.of("current_password", PASSWORD, "new_password", NEW_PASSWORD)),
                401,
                "unauthenticated");
        assertProblem(signIn(email, PASSWORD), 401, "bad-credentials");
        assertProblem(refresh(tokens.path("refresh_token")), 401, "bad-refresh-token");
        assertProblem(
                api().auth().oauth2(serviceToken()).get("/internal/accounts/{id}", id),
                404,
                "not-found");
        json(newAccount(email)).post("/accounts").then().statusCode(201);
        assertThat(signIn(email, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    default void onlyACustomerChangesAnAccount() {
        assertProblem(json("{}").patch("/accounts/me"), 401, "unauthenticated");
        assertProblem(api().delete("/accounts/me"), 401, "unauthenticated");
        assertProblem(json("{}").put("/accounts/me/password"), 401, "unauthenticated");
        assertProblem(patch(TestTokens.service("order-service"), "{}"), 403, "forbidden");
        assertProblem(patch(TestTokens.customer(UUID.randomUUID()), "{}"), 404, "not-found");
    }

    private static String signedIn(String email) {
        return signIn(email, PASSWORD).path("access_token");
    }

    private static Response patch(String token, String patch) {
        return api().contentType("application/merge-patch+json")
                .body(patch)
                .auth()
                .oauth2(token)
                .patch("/accounts/me");
    }

    private static Response change(String token, Map<String, ?> request) {
        return json(request).auth().oauth2(token).put("/accounts/me/password");
    }
}
