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
    default void noPasswordNoTokenAndNoAddressIsLoggedOrQuoted() {
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

            errors.add(json(account).post("/accounts"));
            errors.add(signIn(email, password + "!"));
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
            api().auth().oauth2(accessToken).get("/accounts/me").then().statusCode(200);
            logged = log.text();
        }

        assertThat(logged)
                .as("the log was captured")
                .contains("route=/tokens status=401", "event=refresh-token-reused");
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
}
