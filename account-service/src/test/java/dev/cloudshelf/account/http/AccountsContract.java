package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.newAccount;
import static dev.cloudshelf.account.http.Api.race;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.cloudshelf.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registering, and reading one's own account. */
interface AccountsContract {

    @Test
    default void registeringAnswersTheAccount() {
        String email = freshEmail();

        Response answer = json(newAccount(" " + email.toUpperCase(Locale.ROOT))).post("/accounts");

        answer.then()
                .statusCode(201)
                .header("Location", endsWith("/accounts/me"))
                .header("Cache-Control", "no-store")
                .body("id", notNullValue())
                .body("email", equalTo(email))
                .body("first_name", equalTo("Ada"))
                .body("last_name", equalTo("Lovelace"))
                .body("phone", nullValue())
                .body("account_status", equalTo("active"))
                .body("roles", equalTo(List.of("customer")))
                .body("created_at", notNullValue())
                .body("last_login", nullValue());
        assertThat(answer.asString()).doesNotContain("password", "hash");
        assertThat(UUID.fromString(answer.path("id")).version()).isEqualTo(7);
    }

    @Test
    default void whoHasSignedInReadsTheSameAccount() {
        String email = freshEmail();
        Map<String, Object> registered =
                json(newAccount(email)).post("/accounts").then().extract().path("");
        String token = signIn(email, PASSWORD).path("access_token");

        Map<String, Object> read =
                api().auth()
                        .oauth2(token)
                        .get("/accounts/me")
                        .then()
                        .statusCode(200)
                        .header("Cache-Control", "no-store")
                        .body("last_login", notNullValue())
                        .extract()
                        .path("");

        Map<String, Object> expected = new HashMap<>(registered);
        expected.put("last_login", read.get("last_login"));
        assertThat(read).isEqualTo(expected);
    }

    @Test
    default void anUnchangedAccountIsNotSentAgain() {
        String email = registered();
        String token = signIn(email, PASSWORD).path("access_token");
        String tag = api().auth().oauth2(token).get("/accounts/me").header("ETag");

        api().auth()
                .oauth2(token)
                .header("If-None-Match", tag)
                .get("/accounts/me")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(is(""));

        signIn(email, PASSWORD).then().statusCode(200);
        api().auth()
                .oauth2(token)
                .header("If-None-Match", tag)
                .get("/accounts/me")
                .then()
                .statusCode(200);
    }

    @Test
    default void namesAndPasswordsComeInAnyScript() {
        String email = freshEmail();
        String password =
                "\uD83D\uDCDA\uD83D\uDC69\uD83C\uDFFE\u200D\uD83D\uDCBB \u0967\u0968\u0969 cafe\u0301";

        json(Map.of(
                        "email",
                        email,
                        "password",
                        password,
                        "first_name",
                        " Ng\u0169g\u0129 ",
                        "last_name",
                        "wa Thiong\u2019o \uD83D\uDCD6"))
                .post("/accounts")
                .then()
                .statusCode(201)
                .body("first_name", equalTo("Ng\u0169g\u0129"))
                .body("last_name", equalTo("wa Thiong\u2019o \uD83D\uDCD6"));

        signIn(email, password.replace("e\u0301", "\u00E9")).then().statusCode(200);
        signIn(email, password + " ").then().statusCode(401);
    }

    @Test
    default void aTakenAddressIsRefusedHoweverItIsTyped() {
        String email = registered();

        assertProblem(
                json(newAccount(email.toUpperCase(Locale.ROOT) + " ")).post("/accounts"),
                409,
                "email-taken");
    }

    @Test
    default void ofRacingRegistrationsExactlyOneIsMade() throws Exception {
        Map<String, Object> account = newAccount(freshEmail());

        List<Integer> statuses =
                race(6, () -> json(account).post("/accounts").then().extract().statusCode());

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    default void eachMissingFieldIsNamed() {
        assertViolations(
                json("{}").post("/accounts"), "email", "password", "first_name", "last_name");
        assertViolations(
                json("{\"email\":null,\"password\":\"87654321x\",\"first_name\":\"A\"}")
                        .post("/accounts"),
                "email",
                "last_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "ada@example", "ada@exam ple.org", "a@b.co\u0000"})
    default void anAddressMustBeOne(String email) {
        assertViolations(json(newAccount(email)).post("/accounts"), "email");
    }

    @Test
    default void aPasswordHasEightToAHundredAndTwentyEightCharacters() {
        assertViolations(with("password", "1234567").post("/accounts"), "password");
        assertViolations(with("password", "\uD83D\uDCDA".repeat(7)).post("/accounts"), "password");
        assertViolations(with("password", "a".repeat(129)).post("/accounts"), "password");
        with("password", "\uD83D\uDCDA".repeat(128)).post("/accounts").then().statusCode(201);
        with("password", "        ").post("/accounts").then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "12345678", "PassWord", "qwertyuiop"})
    default void aPasswordThatEverybodyTriesFirstIsRefused(String common) {
        Response refused = with("password", common).post("/accounts");

        assertViolations(refused, "password");
        assertThat(refused.<List<String>>path("violations.message"))
                .containsExactly("must not be one of the 3000 most common passwords");
    }

    @Test
    default void aNameIsTextAndNotTooMuchOfIt() {
        assertViolations(with("first_name", " ").post("/accounts"), "first_name");
        assertViolations(with("last_name", "x".repeat(101)).post("/accounts"), "last_name");
        assertViolations(with("last_name", "Love\u0000lace").post("/accounts"), "last_name");
        assertViolations(
                json("{\"email\":\"%s\",\"password\":\"87654321x\",\"first_name\":\"\\ud83d\","
                                        .formatted(freshEmail())
                                + "\"last_name\":\"L\"}")
                        .post("/accounts"),
                "first_name");
        with("last_name", "x".repeat(100)).post("/accounts").then().statusCode(201);
    }

    @Test
    default void nobodyGivesThemselvesARole() {
        assertViolations(with("roles", List.of("admin")).post("/accounts"), "roles");
    }

    @Test
    default void otherBodiesAreRefused() {
        assertProblem(json("{\"email\":").post("/accounts"), 400, "malformed");
        assertProblem(json("[]").post("/accounts"), 400, "malformed");
        assertViolations(json("null").post("/accounts"), "body");
        assertViolations(with("email", List.of("a@b.co")).post("/accounts"), "email");
        assertProblem(
                api().contentType(ContentType.TEXT).body("ada").post("/accounts"),
                415,
                "unsupported-media-type");
        assertProblem(
                api().contentType(ContentType.URLENC).body("email=a%40b.co").post("/accounts"),
                415,
                "unsupported-media-type");
    }

    @Test
    default void onlyACustomerHasAnAccountToRead() {
        assertProblem(api().get("/accounts/me"), 401, "unauthenticated");
        assertProblem(
                api().auth().oauth2(TestTokens.service("order-service")).get("/accounts/me"),
                403,
                "forbidden");
    }

    @Test
    default void aTokenThatWasTamperedWithIsRefused() {
        String token = signIn(registered(), PASSWORD).path("access_token");
        String[] parts = token.split("\\.", -1);
        String othersClaims = TestTokens.admin(UUID.randomUUID()).split("\\.", -1)[1];
        char last = parts[2].charAt(10);
        String otherSignature =
                parts[2].substring(0, 10) + (last == 'A' ? 'B' : 'A') + parts[2].substring(11);
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";

        api().auth().oauth2(token).get("/accounts/me").then().statusCode(200);
        for (String forged :
                List.of(
                        parts[0] + "." + othersClaims + "." + parts[2],
                        parts[0] + "." + parts[1] + "." + otherSignature,
                        unsigned,
                        "nonsense")) {
            assertProblem(api().auth().oauth2(forged).get("/accounts/me"), 401, "unauthenticated");
        }
    }

    @Test
    default void aTokenMayOutliveItsAccount() {
        assertProblem(
                api().auth().oauth2(TestTokens.customer(UUID.randomUUID())).get("/accounts/me"),
                404,
                "not-found");
    }

    private static RequestSpecification with(String field, Object value) {
        Map<String, Object> account = new HashMap<>(newAccount(freshEmail()));
        account.put(field, value);
        return json(account);
    }
}
