package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.serviceToken;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.cloudshelf.testkit.TestTokens;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An access token is good here as long as its sign-in, and not until it expires. */
interface EndedAccessContract {

    @Test
    default void goodTokenIsSaidToBeGood() {
        String token = signIn(registered(), PASSWORD).path("access_token");

        assertThat(access(token).statusCode()).isEqualTo(204);
        assertProblem(api().get("/accounts/me/access"), 401, "unauthenticated");
        assertProblem(access("nonsense"), 401, "unauthenticated");
        assertProblem(access(TestTokens.service("order-service")), 403, "forbidden");
    }

    @Test
    default void signingOutEndsTheAccessTokensOfThatSignIn() {
        String email = registered();
        Response phone = signIn(email, PASSWORD);
        Response laptop = signIn(email, PASSWORD);

        json(Map.of("token", phone.path("refresh_token"))).post("/tokens/revoke");

        assertEnded(phone);
        assertGood(laptop);
    }

    @Test
    default void signingOutEverywhereEndsAll() {
        String email = registered();
        Response phone = signIn(email, PASSWORD);
        Response laptop = signIn(email, PASSWORD);

        json(Map.of("all", true))
                .auth()
                .oauth2(phone.path("access_token"))
                .post("/tokens/revoke")
                .then()
                .statusCode(204);

        assertEnded(phone);
        assertEnded(laptop);
        assertGood(signIn(email, PASSWORD));
    }

    @Test
    default void newPasswordEndsAllButTheSignInThatIsKept() {
        String email = registered();
        Response kept = signIn(email, PASSWORD);
        Response ended = signIn(email, PASSWORD);

        json(Map.of(
                        "current_password",
                        PASSWORD,
                        "new_password",
                        "another " + PASSWORD,
                        "refresh_token",
                        kept.path("refresh_token")))
                .auth()
                .oauth2(kept.path("access_token"))
                .put("/accounts/me/password")
                .then()
                .statusCode(204);

        assertGood(kept);
        assertEnded(ended);
    }

    @Test
    default void closingEndsAll() {
        String email = registered();
        Response one = signIn(email, PASSWORD);
        Response other = signIn(email, PASSWORD);

        api().auth().oauth2(one.path("access_token")).delete("/accounts/me");

        assertEnded(one);
        assertEnded(other);
    }

    @Test
    default void suspendedAdministratorCannotLetHimselfBackIn() {
        Response admin = admin();
        Response other = admin();
        String id = id(other);

        setStatus(admin, id, "suspended").then().statusCode(200);

        assertEnded(other);
        assertProblem(
                json(Map.of("account_status", "active"))
                        .auth()
                        .oauth2(other.path("access_token"))
                        .header("If-Match", "*")
                        .patch("/accounts/" + id),
                401,
                "unauthenticated");
    }

    @Test
    default void nobodyChangesTheirOwnStatus() {
        Response admin = admin();

        assertProblem(setStatus(admin, id(admin), "suspended"), 403, "forbidden");
        assertProblem(setStatus(admin, id(admin), "active"), 403, "forbidden");
        assertGood(admin);
    }

    @Test
    default void whatCannotBeUndoneNeedsARecentSignIn() {
        UUID id = UUID.fromString(id(signIn(registered(), PASSWORD)));
        String old = TestTokens.signedInBefore(id, Duration.ofMinutes(11));
        String recent = TestTokens.signedInBefore(id, Duration.ofMinutes(9));
        Map<String, String> change =
                Map.of("current_password", PASSWORD, "new_password", "another " + PASSWORD);

        Response password = json(change).auth().oauth2(old).put("/accounts/me/password");
        assertProblem(password, 401, "sign-in-again");
        assertThat(password.header("WWW-Authenticate"))
                .contains("insufficient_user_authentication");
        assertProblem(api().auth().oauth2(old).delete("/accounts/me"), 401, "sign-in-again");
        api().auth().oauth2(old).get("/accounts/me").then().statusCode(200);

        json(change).auth().oauth2(recent).put("/accounts/me/password").then().statusCode(204);
        api().auth().oauth2(recent).delete("/accounts/me").then().statusCode(204);
    }

    @Test
    default void signInsAreListedAndEnded() {
        String email = registered();
        Response mine = signIn(email, PASSWORD);
        Response other =
                json(Map.of("grant_type", "password", "email", email, "password", PASSWORD))
                        .header("User-Agent", "Phone/1.0 \u00e9")
                        .post("/tokens");

        Response listed = signIns(mine, 2);

        listed.then()
                .header("Cache-Control", "no-store")
                .body("items", hasSize(2))
                .body("items.findAll { it.current }", hasSize(1))
                .body("items.find { !it.current }.user_agent", equalTo("Phone/1.0 ?"));
        String id = listed.path("items.find { !it.current }.id");
        Response stranger = signIn(registered(), PASSWORD);
        assertProblem(end(stranger, id), 404, "not-found");
        assertGood(other);

        end(mine, id).then().statusCode(204);

        assertEnded(other);
        assertGood(mine);
        assertThat(signIns(mine, 1).<List<String>>path("items.id")).doesNotContain(id);
    }

    /** An index lags behind. */
    private static Response signIns(Response caller, int count) {
        Response listed = get(caller, "/accounts/me/sign-ins");
        for (int i = 0; i < 50 && listed.<List<?>>path("items").size() != count; i++) {
            listed = get(caller, "/accounts/me/sign-ins");
        }
        return listed;
    }

    private static Response get(Response signedIn, String path) {
        return api().auth().oauth2(signedIn.path("access_token")).get(path);
    }

    private static Response end(Response caller, String id) {
        return api().auth()
                .oauth2(caller.path("access_token"))
                .delete("/accounts/me/sign-ins/" + id);
    }

    private static Response admin() {
        String email = freshEmail();
        json(Map.of(
                        "email",
                        email,
                        "password",
                        PASSWORD,
                        "first_name",
                        "Grace",
                        "last_name",
                        "Hopper",
                        "roles",
                        List.of("admin", "customer")))
                .auth()
                .oauth2(serviceToken())
                .post("/internal/accounts")
                .then()
                .statusCode(201);
        return signIn(email, PASSWORD);
    }

    private static String id(Response signedIn) {
        return get(signedIn, "/accounts/me").path("id");
    }

    private static Response setStatus(Response admin, String id, String status) {
        String tag = get(admin, "/accounts/" + id).header("ETag");
        return json(Map.of("account_status", status))
                .auth()
                .oauth2(admin.path("access_token"))
                .header("If-Match", tag)
                .patch("/accounts/" + id);
    }

    private static Response access(String token) {
        return api().auth().oauth2(token).get("/accounts/me/access");
    }

    private static void assertGood(Response signedIn) {
        assertThat(access(signedIn.path("access_token")).statusCode()).isEqualTo(204);
    }

    private static void assertEnded(Response signedIn) {
        Response ended = access(signedIn.path("access_token"));
        assertProblem(ended, 401, "unauthenticated");
        assertThat(ended.<String>path("detail")).contains("sign in again");
        assertProblem(get(signedIn, "/accounts/me"), 401, "unauthenticated");
    }
}
