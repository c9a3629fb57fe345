package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.CLIENT_SECRET;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.refresh;
import static dev.cloudshelf.account.http.Api.serviceToken;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must be in no log and in no error, whatever goes wrong. */
interface SecrecyContract {

    @Test
    default void noPasswordNoTokenAndNoAddressIsLoggedOrQuoted() throws Exception {
        String email = freshEmail();
        String password = "pa55word-" + email.substring(0, 8);
        Map<String, String> account =
                Map.of(
                        "email",
                        email,
                        "password",
                        password,
                        "first_name",
                        "Ada-" + email.substring(0, 8),
                        "last_name",
                        "Lovelace");
        List<String> secrets = new ArrayList<>(List.of(email, password, "Ada-", CLIENT_SECRET));
        List<Response> errors = new ArrayList<>();
        String logged;
        try (CapturedLog log = CapturedLog.start()) {
            json(account).post("/accounts").then().statusCode(201);
            Response signedIn = signIn(email, password);
            String accessToken = signedIn.path("access_token");
            String refreshToken = signedIn.path("refresh_token");
            secrets.addAll(List.of(accessToken, refreshToken, serviceToken()));
            secrets.add(refresh(refreshToken).path("refresh_token"));

            errors.addAll(whatGoesWrongForACustomer(accessToken, password, secrets));
            errors.add(json(account).post("/accounts"));
            errors.add(signIn(email, password + "!"));
            // When its successor is not answered again, and the sign-in ends.
            Thread.sleep(1200);
            errors.add(refresh(refreshToken));
            errors.add(
                    json("{\"email\":\"%s\",\"password\":\"%s".formatted(email, password))
                            .post("/tokens"));
            errors.add(
                    json("{\"password\":{\"text\":\"%s\"}}".formatted(password)).post("/tokens"));
            errors.add(
                    json("{\"email\":\"%s\",\"password\":\"short\"}".formatted(email))
                            .post("/accounts"));
            errors.add(json("\"%s\"".formatted(password)).post("/accounts"));
            errors.add(
                    api().contentType("application/x-www-form-urlencoded")
                            .body("grant_type=password&password=%zz" + password)
                            .post("/tokens"));
            errors.add(api().contentType("text/plain").body(password).post("/tokens"));
            errors.add(api().auth().oauth2(accessToken + "x").get("/accounts/me"));
            String again = signIn(email, password).path("access_token");
            secrets.add(again);
            api().auth().oauth2(again).get("/accounts/me").then().statusCode(200);
            errors.addAll(whatGoesWrongWithAReset(email, password, secrets));
            errors.addAll(tooManyTries(email, password));
            logged = log.text();
        }

        assertThat(logged)
                .as("the log was captured")
                .contains(
                        "route=/tokens status=401",
                        "route=/password-resets/{token} status=204",
                        "event=token-reused");
        for (String secret : secrets) {
            assertThat(logged).doesNotContain(secret);
        }
        for (Response error : errors) {
            assertThat(error.statusCode()).isBetween(400, 499);
            for (String secret : secrets) {
                assertThat(error.asString()).doesNotContain(secret);
            }
        }
    }

    private static List<Response> whatGoesWrongForACustomer(
            String accessToken, String password, List<String> secrets) {
        String street = "Secret Street " + password;
        Map<String, Object> address =
                Map.of(
                        "street", street,
                        "city", "Edinburgh",
                        "state", "Scotland",
                        "postal_code", "EH2 4DJ",
                        "country", "GB");
        secrets.addAll(List.of("Secret Street", "+44 20 7946 0000"));
        json(address).auth().oauth2(accessToken).post("/accounts/me/addresses");
        json(Map.of("phone", "+44 20 7946 0000")).auth().oauth2(accessToken).patch("/accounts/me");
        return List.of(
                json(Map.of("street", street))
                        .auth()
                        .oauth2(accessToken)
                        .post("/accounts/me/addresses"),
                json(Map.of("phone", "+44 20 7946 0000 is secret"))
                        .auth()
                        .oauth2(accessToken)
                        .patch("/accounts/me"),
                json(Map.of("current_password", password + "?", "new_password", password + "!"))
                        .auth()
                        .oauth2(accessToken)
                        .put("/accounts/me/password"),
                json(Map.of("current_password", password, "new_password", password, "x", password))
                        .auth()
                        .oauth2(accessToken)
                        .put("/accounts/me/password"),
                json(Map.of("token", "", "token_type_hint", accessToken)).post("/tokens/revoke"));
    }

    private static List<Response> whatGoesWrongWithAReset(
            String email, String password, List<String> secrets) throws InterruptedException {
        json(Map.of("email", email)).post("/password-resets").then().statusCode(202);
        String token = Letters.tokensTo(email, 1).getFirst();
        secrets.add(token);
        String path = "/password-resets/{token}";
        List<Response> errors = new ArrayList<>();
        errors.add(json(Map.of("email", password)).post("/password-resets"));
        errors.add(json(Map.of("new_password", "short")).post(path, token));
        errors.add(api().body(password).contentType("text/plain").post(path, token));
        errors.add(api().get(path, token));
        json(Map.of("new_password", password)).post(path, token).then().statusCode(204);
        errors.add(json(Map.of("new_password", password)).post(path, token));
        errors.add(api().get("/password-resets/{token}/and/more", token));
        return errors;
    }

    private static List<Response> tooManyTries(String email, String password) {
        List<Response> errors = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            errors.add(signIn(email, password + i));
        }
        assertThat(errors.getLast().statusCode()).isEqualTo(429);
        return errors;
    }
}
