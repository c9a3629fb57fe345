package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.race;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.signIn;
import static dev.cloudshelf.account.http.Api.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.cloudshelf.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;

/** Signing in with a second factor. */
interface SecondFactorContract {

    String PATH = "/accounts/me/second-factor";

    /** Somebody with an authenticator app. */
    record Owner(String email, String id, String secret, List<String> recoveryCodes) {

        /** The code of a later time step: the current one may be used already. */
        String nextCode() {
            return codeAt(secret, Instant.now().plusSeconds(30));
        }
    }

    @Test
    default void switchedOnSigningInTakesACode() {
        String email = registered();
        String token = signIn(email, PASSWORD).path("access_token");
        String secret = begun(token);
        assertProblem(confirm(token, "000000x"), 422, "wrong-second-factor-code");
        signIn(email, PASSWORD).then().statusCode(200);

        Response on = confirm(token, codeAt(secret, Instant.now()));

        on.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("recovery_codes", hasSize(10));
        assertProblem(api().auth().oauth2(token).get("/accounts/me"), 401, "unauthenticated");
        assertProblem(signIn(email, PASSWORD), 401, "second-factor-required");
        assertProblem(signIn(email, PASSWORD + "!"), 401, "bad-credentials");
        assertProblem(signInWith(email, "1234567"), 401, "bad-second-factor-code");
        String next = codeAt(secret, Instant.now().plusSeconds(30));
        Response signedIn = signInWith(email, next);
        signedIn.then().statusCode(200);
        api().auth()
                .oauth2(signedIn.path("access_token"))
                .get("/accounts/me")
                .then()
                .body("second_factor", equalTo(true));
        assertProblem(signInWith(email, next), 401, "bad-second-factor-code");
        Api.refresh(signedIn.path("refresh_token")).then().statusCode(200);
    }

    @Test
    default void recoveryCodeSignsInOnce() {
        Owner owner = owner();
        String code = owner.recoveryCodes().getFirst();

        signInWith(owner.email(), code.toUpperCase(Locale.ROOT)).then().statusCode(200);

        assertProblem(signInWith(owner.email(), code), 401, "bad-second-factor-code");
        signInWith(owner.email(), owner.recoveryCodes().get(1)).then().statusCode(200);
    }

    @Test
    default void formHasTheCodeToo() {
        Owner owner = owner();

        api().contentType(ContentType.URLENC)
                .formParam("grant_type", "password")
                .formParam("email", owner.email())
                .formParam("password", PASSWORD)
                .formParam("code", owner.nextCode())
                .post("/tokens")
                .then()
                .statusCode(200);
    }

    @Test
    default void ofRacingSignInsWithOneRecoveryCodeExactlyOneWins() throws Exception {
        Owner owner = owner();
        String code = owner.recoveryCodes().getFirst();

        List<Integer> statuses = race(4, () -> signInWith(owner.email(), code).statusCode());

        assertThat(statuses).containsOnlyOnce(200);
    }

    @Test
    default void whoGuessesCodesHasToWait() {
        Owner owner = owner();
        for (int i = 0; i < 5; i++) {
            assertProblem(signInWith(owner.email(), "00000" + i), 401, "bad-second-factor-code");
        }

        assertProblem(
                signInWith(owner.email(), owner.recoveryCodes().getFirst()),
                429,
                "too-many-attempts");
    }

    /** Somebody who reads the owner's mail gets no fresh tries by it. */
    @Test
    default void newPasswordByEmailDoesNotEndTheWaitForGuessedCodes() throws InterruptedException {
        Owner owner = owner();
        for (int i = 0; i < 5; i++) {
            signInWith(owner.email(), "00000" + i).then().statusCode(401);
        }
        json(Map.of("email", owner.email())).post("/password-resets").then().statusCode(202);
        String token = Letters.tokensTo(owner.email(), 1).getFirst();
        json(Map.of("new_password", PASSWORD))
                .post("/password-resets/{token}", token)
                .then()
                .statusCode(204);

        assertProblem(
                signInWith(owner.email(), owner.recoveryCodes().getFirst()),
                429,
                "too-many-attempts");
    }

    @Test
    default void newRecoveryCodesReplaceThoseOfBefore() {
        Owner owner = owner();
        String token = signInWith(owner.email(), owner.nextCode()).path("access_token");

        List<String> renewed =
                api().auth()
                        .oauth2(token)
                        .post(PATH + "/recovery-codes")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("recovery_codes");

        assertThat(renewed).hasSize(10).doesNotContainAnyElementsOf(owner.recoveryCodes());
        assertProblem(
                signInWith(owner.email(), owner.recoveryCodes().getFirst()),
                401,
                "bad-second-factor-code");
        signInWith(owner.email(), renewed.getFirst()).then().statusCode(200);
    }

    @Test
    default void switchedOffThePasswordIsEnough() {
        Owner owner = owner();
        String token = signInWith(owner.email(), owner.nextCode()).path("access_token");
        assertProblem(api().auth().oauth2(token).post(PATH), 409, "second-factor-on");

        api().auth().oauth2(token).delete(PATH).then().statusCode(204);
        api().auth().oauth2(token).delete(PATH).then().statusCode(204);

        signIn(owner.email(), PASSWORD).then().statusCode(200);
        assertProblem(api().auth().oauth2(token).post(PATH + "/recovery-codes"), 404, "not-found");
        assertProblem(confirm(token, "123456"), 404, "not-found");
    }

    @Test
    default void administratorRemovesItFromSomebodyWhoHasLostIt() {
        Owner owner = owner();

        assertViolations(patch(owner.id(), Map.of("second_factor", true)), "second_factor");
        assertViolations(patch(owner.id(), Map.of()), "account_status");
        patch(owner.id(), Map.of("second_factor", false))
                .then()
                .statusCode(200)
                .body("second_factor", equalTo(false))
                .body("account_status", equalTo("active"));

        signIn(owner.email(), PASSWORD).then().statusCode(200);
        api().auth()
                .oauth2(TestTokens.admin(UUID.randomUUID()))
                .get("/accounts/{id}/changes", owner.id())
                .then()
                .body("items.field", hasItem("second_factor"));
    }

    @Test
    default void neitherSecretsNorCodesAreLogged() {
        try (CapturedLog log = CapturedLog.start()) {
            Owner owner = owner();
            String next = owner.nextCode();
            signInWith(owner.email(), next).then().statusCode(200);
            signInWith(owner.email(), owner.recoveryCodes().getFirst()).then().statusCode(200);
            signInWith(owner.email(), "999999").then().statusCode(401);

            assertThat(log.text())
                    .doesNotContain(owner.secret(), next)
                    .doesNotContain(owner.recoveryCodes());
            assertThat(log.securityEvents())
                    .contains(
                            "event=second-factor-on actor=%1$s subject=%1$s reason=-"
                                    .formatted(owner.id()),
                            "event=recovery-code-used actor=%1$s subject=%1$s reason=-"
                                    .formatted(owner.id()),
                            "event=sign-in-rejected actor=- subject=%s reason=second-factor"
                                    .formatted(owner.id()));
        }
    }

    private static Response signInWith(String email, String code) {
        return tokens(
                Map.of(
                        "grant_type", "password",
                        "email", email,
                        "password", PASSWORD,
                        "code", code));
    }

    private static Owner owner() {
        String email = registered();
        String token = signIn(email, PASSWORD).path("access_token");
        String id = api().auth().oauth2(token).get("/accounts/me").path("id");
        String secret = begun(token);
        Response on = confirm(token, codeAt(secret, Instant.now()));
        on.then().statusCode(200);
        return new Owner(email, id, secret, on.path("recovery_codes"));
    }

    private static String begun(String token) {
        Response begun = api().auth().oauth2(token).post(PATH);
        begun.then().statusCode(200).header("Cache-Control", "no-store");
        String secret = begun.path("secret");
        assertThat(begun.<String>path("otpauth_uri"))
                .startsWith("otpauth://totp/CloudShelf:")
                .contains("%40example.org?secret=" + secret)
                .endsWith("&issuer=CloudShelf");
        return secret;
    }

    private static Response confirm(String token, String code) {
        return json(Map.of("code", code)).auth().oauth2(token).post(PATH + "/confirm");
    }

    private static Response patch(String id, Map<String, ?> body) {
        String admin = TestTokens.admin(UUID.randomUUID());
        String tag = api().auth().oauth2(admin).get("/accounts/{id}", id).header("ETag");
        return json(body).header("If-Match", tag).auth().oauth2(admin).patch("/accounts/{id}", id);
    }

    private static String codeAt(String secret, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30))
                    .generateOneTimePasswordString(
                            new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), at);
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }
}
