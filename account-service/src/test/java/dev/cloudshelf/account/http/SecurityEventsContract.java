package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.CLIENT_ID;
import static dev.cloudshelf.account.http.Api.CLIENT_SECRET;
import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.newAccount;
import static dev.cloudshelf.account.http.Api.refresh;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.testkit.TestTokens;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the security log tells of sign-ins, from their beginning to their end. */
interface SecurityEventsContract {

    /** Where wrong passwords count for nobody else. */
    String FROM = "198.51.100.77";

    /** An account with {@link Api#PASSWORD}. */
    record Person(String id, String email) {

        static Person registered() {
            String email = freshEmail();
            return new Person(json(newAccount(email)).post("/accounts").path("id"), email);
        }

        /** An event that this account did to itself. */
        String own(String event, String reason) {
            return "event=%s actor=%s subject=%s reason=%s".formatted(event, id, id, reason);
        }

        /** An event of this account that nobody is known to have caused. */
        String met(String event, String reason) {
            return "event=%s actor=- subject=%s reason=%s".formatted(event, id, reason);
        }
    }

    @Test
    default void aSignInIsLoggedFromItsBeginningToItsEnd() {
        Person person = Person.registered();
        try (CapturedLog log = CapturedLog.start()) {
            Response signedIn = signIn(person.email(), PASSWORD);
            Response refreshed = refresh(signedIn.path("refresh_token"));
            revoke(Map.of("token", refreshed.path("refresh_token")));
            String access = signIn(person.email(), PASSWORD).path("access_token");
            json(Map.of("all", true)).auth().oauth2(access).post("/tokens/revoke");

            assertThat(log.securityEvents())
                    .containsSubsequence(
                            person.own("signed-in", "-"),
                            person.own("token-refreshed", "-"),
                            person.own("signed-out", "-"),
                            person.own("signed-in", "-"),
                            person.own("signed-out", "everywhere"));
        }
    }

    @Test
    default void anEventHasADigestOfTheAddressAndTheRequestId() {
        Person person = Person.registered();
        try (CapturedLog log = CapturedLog.start()) {
            Response signedIn = signIn(person.email(), PASSWORD, FROM);
            Response signedOut =
                    json(Map.of("token", signedIn.path("refresh_token")))
                            .header("X-Forwarded-For", FROM)
                            .post("/tokens/revoke");

            String line =
                    "event=%s actor="
                            + person.id()
                            + " subject="
                            + person.id()
                            + " address=[0-9a-f]{16} reason=- request_id=%s";
            assertThat(log.text())
                    .containsPattern(line.formatted("signed-in", requestId(signedIn)))
                    .containsPattern(line.formatted("signed-out", requestId(signedOut)))
                    .doesNotContain(FROM);
        }
    }

    @Test
    default void aRejectedSignInNamesTheAccountAndNoActor() {
        Person person = Person.registered();
        try (CapturedLog log = CapturedLog.start()) {
            signIn(person.email(), PASSWORD + "!", FROM);
            signIn("nobody-" + person.email(), PASSWORD, FROM);

            assertThat(log.securityEvents())
                    .containsSubsequence(
                            person.met("sign-in-rejected", "password"),
                            "event=sign-in-rejected actor=- subject=- reason=password");
        }
    }

    @Test
    default void whoeverHasToWaitIsLogged() {
        String email = freshEmail();
        try (CapturedLog log = CapturedLog.start()) {
            for (int i = 0; i < 6; i++) {
                signIn(email, PASSWORD, FROM);
            }

            assertThat(log.securityEvents())
                    .contains("event=throttled actor=- subject=- reason=sign-in");
        }
    }

    @Test
    default void reuseOfARefreshTokenNamesTheAccount() {
        Person person = Person.registered();
        String first = signIn(person.email(), PASSWORD).path("refresh_token");
        String second = refresh(first).path("refresh_token");
        String third = refresh(second).path("refresh_token");
        try (CapturedLog log = CapturedLog.start()) {
            refresh(first);
            refresh(third);

            assertThat(log.securityEvents())
                    .containsSubsequence(
                            person.met("token-reused", "-"),
                            "event=sign-in-rejected actor=- subject=- reason=refresh-token");
        }
    }

    @Test
    default void aSignOutThatEndsNothingIsNone() {
        Person person = Person.registered();
        Map<String, String> token =
                Map.of("token", signIn(person.email(), PASSWORD).path("refresh_token"));
        try (CapturedLog log = CapturedLog.start()) {
            revoke(token);
            revoke(token);

            assertThat(log.securityEvents()).containsOnlyOnce(person.own("signed-out", "-"));
        }
    }

    @Test
    default void anAdministratorWhoSuspendsIsTheActor() {
        Person person = Person.registered();
        UUID admin = UUID.randomUUID();
        try (CapturedLog log = CapturedLog.start()) {
            for (String status : List.of("suspended", "suspended", "active")) {
                setStatus(person, status, TestTokens.admin(admin)).then().statusCode(200);
            }
            signIn(person.email(), PASSWORD);

            String line = "event=%s actor=" + admin + " subject=" + person.id() + " reason=-";
            assertThat(log.securityEvents())
                    .containsSubsequence(
                            line.formatted("account-suspended"),
                            line.formatted("account-reactivated"),
                            person.own("signed-in", "-"))
                    .containsOnlyOnce(line.formatted("account-suspended"));
        }
    }

    @Test
    default void aSuspendedAccountThatSignsInIsRejected() {
        Person person = Person.registered();
        setStatus(person, "suspended", TestTokens.admin(UUID.randomUUID()));
        try (CapturedLog log = CapturedLog.start()) {
            signIn(person.email(), PASSWORD).then().statusCode(403);

            assertThat(log.securityEvents()).contains(person.met("sign-in-rejected", "unusable"));
        }
    }

    @Test
    default void aServiceClientIsLoggedWhetherItGetsInOrNot() {
        try (CapturedLog log = CapturedLog.start()) {
            client(CLIENT_ID, CLIENT_SECRET);
            client(CLIENT_ID, CLIENT_SECRET + "!");
            client("nobody-service", CLIENT_SECRET);

            assertThat(log.securityEvents())
                    .containsSubsequence(
                            "event=signed-in actor=%s subject=%s reason=client-credentials"
                                    .formatted(CLIENT_ID, CLIENT_ID),
                            "event=sign-in-rejected actor=- subject=%s reason=client-credentials"
                                    .formatted(CLIENT_ID),
                            "event=sign-in-rejected actor=- subject=- reason=client-credentials");
        }
    }

    private static String requestId(Response response) {
        return response.header("X-Request-Id");
    }

    private static void client(String id, String secret) {
        json(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", id,
                        "client_secret", secret))
                .header("X-Forwarded-For", FROM)
                .post("/tokens");
    }

    private static void revoke(Map<String, ?> body) {
        json(body).post("/tokens/revoke").then().statusCode(204);
    }

    private static Response setStatus(Person person, String status, String token) {
        return json(Map.of("account_status", status))
                .header("If-Match", "*")
                .auth()
                .oauth2(token)
                .patch("/accounts/{id}", person.id());
    }
}
