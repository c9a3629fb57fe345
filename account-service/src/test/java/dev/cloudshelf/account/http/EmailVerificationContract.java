package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.newAccount;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Proving that an email address is one's own, and what is not accepted of new accounts. */
interface EmailVerificationContract {

    @Test
    default void aLinkVerifiesTheAddressOnce() throws Exception {
        String email = registered();
        String before = signIn(email, PASSWORD).path("access_token");
        assertThat(claims(before).getBoolean("email_verified")).isFalse();
        me(before).then().body("email_verified", equalTo(false));

        String token = Letters.verificationTokensTo(email, 1).getFirst();
        verify(token).then().statusCode(204);

        me(before).then().body("email_verified", equalTo(true));
        String after = signIn(email, PASSWORD).path("access_token");
        assertThat(claims(after).getBoolean("email_verified")).isTrue();
        assertProblem(verify(token), 400, "bad-verification-token");
    }

    @Test
    default void anotherEmailReplacesTheTokenBefore() throws Exception {
        String email = registered();
        String first = Letters.verificationTokensTo(email, 1).getFirst();
        String access = signIn(email, PASSWORD).path("access_token");

        api().auth()
                .oauth2(access)
                .post("/email-verifications")
                .then()
                .statusCode(202)
                .body("expires_in", equalTo(86_400));

        List<String> tokens = Letters.verificationTokensTo(email, 2);
        assertProblem(verify(first), 400, "bad-verification-token");
        verify(tokens.stream().filter(token -> !token.equals(first)).findFirst().orElseThrow())
                .then()
                .statusCode(204);
    }

    @Test
    default void tooManyRequestsAreDropped() throws Exception {
        String email = registered();
        String access = signIn(email, PASSWORD).path("access_token");
        for (int i = 0; i < 8; i++) {
            api().auth().oauth2(access).post("/email-verifications").then().statusCode(202);
        }
        Letters.verificationTokensTo(email, 6);
        // Whoever asked first was answered first.
        Letters.verificationTokensTo(registered(), 1);
        assertThat(Letters.verificationTokensTo(email, 6)).hasSize(6);
    }

    @Test
    default void aTokenForOneThingIsNoneForAnother() throws Exception {
        String email = registered();
        String token = Letters.verificationTokensTo(email, 1).getFirst();

        assertProblem(
                json(Map.of("new_password", "a password that I shall remember"))
                        .post("/password-resets/{token}", token),
                404,
                "bad-reset-token");
        verify(token).then().statusCode(204);
    }

    @Test
    default void whoeverIsNotSignedInGetsNoEmail() {
        assertProblem(api().post("/email-verifications"), 401, "unauthenticated");
        for (String token : List.of("A".repeat(43), "nonsense")) {
            assertProblem(verify(token), 400, "bad-verification-token");
        }
    }

    @Test
    default void whatAnybodyWouldTryIsNoPassword() {
        String email = freshEmail();
        for (String guess :
                List.of(email, email.substring(0, email.indexOf('@')), "CloudShelf2026")) {
            Map<String, Object> account = new HashMap<>(newAccount(email));
            account.put("password", guess);
            assertViolations(json(account).post("/accounts"), "password");
        }
        json(newAccount(email)).post("/accounts").then().statusCode(201);
        String access = signIn(email, PASSWORD).path("access_token");
        Response change =
                json(Map.of("current_password", PASSWORD, "new_password", "1CLOUDSHELF1"))
                        .auth()
                        .oauth2(access)
                        .put("/accounts/me/password");
        assertViolations(change, "new_password");
    }

    @Test
    default void namesAndAddressesReadAsTheyAreWritten() {
        String email = freshEmail();
        Map<String, Object> account = new HashMap<>(newAccount(email));
        account.put("first_name", "Ada\u202EreverseD");
        assertViolations(json(account).post("/accounts"), "first_name");
        account.put("first_name", "Ada");
        json(account).post("/accounts").then().statusCode(201);
        String access = signIn(email, PASSWORD).path("access_token");
        assertViolations(
                json(Map.of("last_name", "Love\u2066lace"))
                        .auth()
                        .oauth2(access)
                        .patch("/accounts/me"),
                "last_name");
        assertViolations(
                json(Map.of(
                                "street", "1 Engine\u200F Street",
                                "city", "Lon\u0085don",
                                "state", "Greater London",
                                "postal_code", "N1",
                                "country", "GB"))
                        .auth()
                        .oauth2(access)
                        .post("/accounts/me/addresses"),
                "street",
                "city");
    }

    private static Response verify(String token) {
        return api().post("/email-verifications/{token}", token);
    }

    private static Response me(String access) {
        return api().auth().oauth2(access).get("/accounts/me");
    }

    private static JsonPath claims(String token) {
        return new JsonPath(
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                        StandardCharsets.UTF_8));
    }
}
