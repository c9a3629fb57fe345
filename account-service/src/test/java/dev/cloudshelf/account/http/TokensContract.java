package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.CLIENT_ID;
import static dev.cloudshelf.account.http.Api.CLIENT_SECRET;
import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.newAccount;
import static dev.cloudshelf.account.http.Api.race;
import static dev.cloudshelf.account.http.Api.refresh;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.signIn;
import static dev.cloudshelf.account.http.Api.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in, staying signed in, and what the tokens say. */
interface TokensContract {

    @Test
    default void theRightPasswordGivesTokensThatThePublishedKeysVerify() throws Exception {
        String email = freshEmail();
        String id = json(newAccount(email)).post("/accounts").path("id");

        Response answer = signIn(email, PASSWORD);

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(300));
        JwtClaims claims = verified(answer.path("access_token"));
        assertThat(claims.getSubject()).isEqualTo(id);
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("customer");
        assertThat(claims.getStringClaimValue("scope")).isEqualTo("customer");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(300);
        assertThat(claims.getClaimNames())
                .containsExactlyInAnyOrder(
                        "iss",
                        "aud",
                        "sub",
                        "groups",
                        "scope",
                        "iat",
                        "exp",
                        "jti",
                        "sid",
                        "auth_time",
                        "email_verified");
    }

    @Test
    default void onlyPublicKeysArePublished() {
        Response answer = api().get("/.well-known/jwks.json");

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=300")
                .body("keys[0].kty", equalTo("EC"))
                .body("keys[0].crv", equalTo("P-256"))
                .body("keys[0].alg", equalTo("ES256"))
                .body("keys[0].use", equalTo("sig"))
                .body("keys[0].d", nullValue());
    }

    @Test
    default void anOAuthClientSendsAForm() throws Exception {
        String email = registered();

        String token =
                api().contentType(ContentType.URLENC)
                        .formParam("grant_type", "password")
                        .formParam("email", " " + email.toUpperCase(Locale.ROOT))
                        .formParam("password", PASSWORD)
                        .formParam("scope", "ignored as RFC 6749 wants")
                        .post("/tokens")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("access_token");

        assertThat(verified(token).getSubject()).isNotEmpty();
    }

    @Test
    default void aFormHoldsAnyCharacter() {
        String email = freshEmail();
        String password = "&=+% \u00E9\uD83D\uDCDA;";
        json(Map.of("email", email, "password", password, "first_name", "A", "last_name", "B"))
                .post("/accounts")
                .then()
                .statusCode(201);

        form("grant_type=password&email="
                        + email.replace("@", "%40")
                        + "&password=%26%3D%2B%25+%C3%A9%F0%9F%93%9A%3B")
                .then()
                .statusCode(200);
    }

    @Test
    default void aWrongPasswordAndAnUnknownAddressAnswerAlike() {
        Response wrong = signIn(registered(), "another password");
        Response unknown = signIn(freshEmail(), PASSWORD);
        Response noAddress = signIn("ada", PASSWORD);

        for (Response answer : List.of(wrong, unknown, noAddress)) {
            assertProblem(answer, 401, "bad-credentials");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.<String>path("detail")).isEqualTo(wrong.path("detail"));
            assertThat(answer.<String>path("title")).isEqualTo(wrong.path("title"));
        }
    }

    @Test
    default void aRefreshTokenIsGoodOnce() throws Exception {
        Response signedIn = signIn(registered(), PASSWORD);
        String first = signedIn.path("refresh_token");

        Response refreshed = refresh(first);
        refreshed
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("refresh_token", not(equalTo(first)))
                .body("expires_in", equalTo(300));
        assertThat(verified(refreshed.path("access_token")).getSubject())
                .isEqualTo(verified(signedIn.path("access_token")).getSubject());
        String second = refreshed.path("refresh_token");

        String third =
                form("grant_type=refresh_token&refresh_token=" + second)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("refresh_token");

        waitUntilGraceIsOver();
        assertProblem(refresh(second), 401, "bad-refresh-token");
        assertProblem(refresh(third), 401, "bad-refresh-token");
    }

    @Test
    default void anotherSignInIsNotEnded() throws Exception {
        String email = registered();
        String phone = signIn(email, PASSWORD).path("refresh_token");
        String laptop = signIn(email, PASSWORD).path("refresh_token");
        refresh(phone).then().statusCode(200);
        waitUntilGraceIsOver();
        refresh(phone).then().statusCode(401);

        refresh(laptop).then().statusCode(200);
    }

    @Test
    default void racingUsesOfOneRefreshTokenGetOneSuccessor() throws Exception {
        String token = signIn(registered(), PASSWORD).path("refresh_token");

        List<Response> refreshed = race(8, () -> refresh(token));

        assertThat(refreshed).extracting(Response::statusCode).containsOnly(200);
        List<String> successors =
                refreshed.stream().map(r -> r.<String>path("refresh_token")).toList();
        assertThat(successors.stream().distinct()).hasSize(1);
        refresh(successors.getFirst()).then().statusCode(200);
    }

    @Test
    default void refreshingKeepsTheSignInAndItsTime() throws Exception {
        Response signedIn = signIn(registered(), PASSWORD);
        JwtClaims before = verified(signedIn.path("access_token"));
        Thread.sleep(1100);

        JwtClaims after = verified(refresh(signedIn.path("refresh_token")).path("access_token"));

        assertThat(after.getClaimValue("auth_time")).isEqualTo(before.getClaimValue("auth_time"));
        assertThat(after.getClaimValue("sid")).isEqualTo(before.getClaimValue("sid"));
        assertThat(after.getIssuedAt().getValue()).isGreaterThan(before.getIssuedAt().getValue());
    }

    @Test
    default void wrongSecretsOfAServiceAreThrottled() throws Exception {
        List<Integer> statuses =
                race(
                        30,
                        () ->
                                json(Map.of(
                                                "grant_type", "client_credentials",
                                                "client_id", CLIENT_ID,
                                                "client_secret", "wrong"))
                                        .header("X-Forwarded-For", "203.0.113.77")
                                        .post("/tokens")
                                        .statusCode());

        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
        client(CLIENT_ID, CLIENT_SECRET).then().statusCode(200);
    }

    @Test
    default void anythingElseIsNoRefreshToken() {
        String accessToken = signIn(registered(), PASSWORD).path("access_token");

        assertProblem(refresh("nonsense"), 401, "bad-refresh-token");
        assertProblem(refresh(accessToken), 401, "bad-refresh-token");
        assertProblem(refresh("A".repeat(43) + "." + "A".repeat(43)), 401, "bad-refresh-token");
    }

    @Test
    default void aServiceSignsInByItsSecret() throws Exception {
        Response answer = client(CLIENT_ID, CLIENT_SECRET);

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(300))
                .body("refresh_token", nullValue());
        JwtClaims claims = verified(answer.path("access_token"));
        assertThat(claims.getSubject()).isEqualTo(CLIENT_ID);
        assertThat(claims.getStringListClaimValue("groups"))
                .containsExactly(
                        "service",
                        "service:accounts.create",
                        "service:accounts.read",
                        "service:carts",
                        "service:stock");

        form("grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(CLIENT_ID, CLIENT_SECRET))
                .then()
                .statusCode(200);
    }

    @Test
    default void anotherSecretOrServiceIsRefused() {
        assertProblem(client(CLIENT_ID, "guess"), 401, "bad-credentials");
        assertProblem(client("cart-service", CLIENT_SECRET), 401, "bad-credentials");
    }

    @Test
    default void eachGrantNamesWhatItMisses() {
        assertViolations(json("{}").post("/tokens"), "grant_type");
        assertViolations(tokens(Map.of("grant_type", "implicit")), "grant_type");
        assertViolations(tokens(Map.of("grant_type", "password")), "email", "password");
        assertViolations(
                tokens(Map.of("grant_type", "password", "email", "a@b.co", "password", "")),
                "password");
        assertViolations(tokens(Map.of("grant_type", "refresh_token")), "refresh_token");
        assertViolations(
                tokens(Map.of("grant_type", "client_credentials")), "client_id", "client_secret");
        assertViolations(form("grant_type=password&email=a%40b.co&password="), "password");
        assertViolations(form("grant_type=password"), "email", "password");
        assertViolations(form(""), "grant_type");
    }

    @Test
    default void aFormThatCannotBeMeantIsRefused() {
        assertViolations(form("grant_type=password&grant_type=refresh_token"), "grant_type");
        assertProblem(form("grant_type=%zz"), 400, "malformed");
        assertProblem(form("grant_type=password&email=%4"), 400, "malformed");
    }

    @Test
    default void jsonThatCannotBeMeantIsRefused() {
        assertProblem(json("{\"grant_type\":").post("/tokens"), 400, "malformed");
        assertViolations(json("{\"grant\":\"password\"}").post("/tokens"), "grant");
        assertViolations(json("{\"grant_type\":[]}").post("/tokens"), "grant_type");
        assertViolations(json("null").post("/tokens"), "body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data; boundary=x"})
    default void otherContentTypesAreRefused(String contentType) {
        assertProblem(
                api().header("Content-Type", contentType)
                        .body("grant_type=password".getBytes(StandardCharsets.UTF_8))
                        .post("/tokens"),
                415,
                "unsupported-media-type");
    }

    /** The tests' one second, and a little more. */
    private static void waitUntilGraceIsOver() throws InterruptedException {
        Thread.sleep(1200);
    }

    private static Response client(String id, String secret) {
        return tokens(
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", id,
                        "client_secret", secret));
    }

    private static Response form(String body) {
        return api().contentType("application/x-www-form-urlencoded").body(body).post("/tokens");
    }

    private static JwtClaims verified(String token) throws Exception {
        JsonWebKeySet published = new JsonWebKeySet(api().get("/.well-known/jwks.json").asString());
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(published.getJsonWebKeys()))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "ES256")
                .setExpectedIssuer("cloudshelf")
                .setExpectedAudience("cloudshelf")
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
    }
}
