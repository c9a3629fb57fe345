package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.race;
import static dev.cloudshelf.account.http.Api.refresh;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A new password by letter. */
interface PasswordResetsContract {

    String CHOSEN = "a password that I shall remember";

    @Test
    default void aLetterBringsATokenForANewPassword() throws Exception {
        String email = registered();
        String refreshToken = signIn(email, PASSWORD).path("refresh_token");

        request(email).then().statusCode(202).body("expires_in", equalTo(1800));
        String token = Letters.tokensTo(email, 1).getFirst();
        assertThat(Letters.to(email).getFirst())
                .contains("http://127.0.0.1:8080/reset-password#" + token, "Ada");

        reset(token, CHOSEN).then().statusCode(204).body(is(""));

        assertProblem(refresh(refreshToken), 401, "bad-refresh-token");
        assertProblem(signIn(email, PASSWORD), 401, "bad-credentials");
        signIn(email, CHOSEN).then().statusCode(200);
        assertProblem(reset(token, CHOSEN), 404, "bad-reset-token");
    }

    @Test
    default void theAnswerDoesNotTellWhetherThereIsSuchAnAccount() throws Exception {
        String email = registered();
        String nobody = freshEmail();

        Response known = request(email);
        Response unknown = request(nobody);

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(202);
        assertThat(unknown.asString()).isEqualTo(known.asString());
        assertThat(unknown.headers().asList())
                .extracting("name")
                .isEqualTo(known.headers().asList().stream().map(h -> h.getName()).toList());
        // Whoever asked first was answered first.
        String last = registered();
        request(last);
        Letters.tokensTo(last, 1);
        assertThat(Letters.to(email)).hasSize(1);
        assertThat(Letters.to(nobody)).isEmpty();
    }

    @Test
    default void aRefusedPasswordDoesNotUseTheTokenUp() throws Exception {
        String email = registered();
        request(email);
        String token = Letters.tokensTo(email, 1).getFirst();

        assertViolations(reset(token, "short"), "new_password");
        assertViolations(reset(token, "12345678"), "new_password");
        assertViolations(json("{}").post("/password-resets/{token}", token), "new_password");

        reset(token, CHOSEN).then().statusCode(204);
    }

    @Test
    default void ofRacingUsesExactlyOneWins() throws Exception {
        String email = registered();
        request(email);
        String token = Letters.tokensTo(email, 1).getFirst();

        List<Integer> statuses = race(4, () -> reset(token, CHOSEN).statusCode());

        assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 404);
    }

    @Test
    default void theNewestTokenReplacesTheOneBefore() throws Exception {
        String email = registered();
        request(email);
        String first = Letters.tokensTo(email, 1).getFirst();
        request(email);
        String second =
                Letters.tokensTo(email, 2).stream()
                        .filter(token -> !token.equals(first))
                        .findFirst()
                        .orElseThrow();

        assertProblem(reset(first, CHOSEN), 404, "bad-reset-token");
        reset(second, CHOSEN).then().statusCode(204);
    }

    @Test
    default void aResetLetsACustomerInWhoWasToldToWait() throws Exception {
        String email = registered();
        for (int i = 0; i < 5; i++) {
            signIn(email, "wrong").then().statusCode(401);
        }
        assertProblem(signIn(email, PASSWORD), 429, "too-many-attempts");
        request(email);

        reset(Letters.tokensTo(email, 1).getFirst(), CHOSEN).then().statusCode(204);

        signIn(email, CHOSEN).then().statusCode(200);
    }

    @Test
    default void unknownTokensAreAllTheSame() {
        for (String token : List.of("A".repeat(43), "nonsense", "A".repeat(2000))) {
            assertProblem(reset(token, CHOSEN), 404, "bad-reset-token");
        }
    }

    @Test
    default void aPostboxIsNotFilledAndNobodyIsMadeToWait() throws Exception {
        String email = registered();
        for (int i = 0; i < 8; i++) {
            request(email).then().statusCode(202).body("expires_in", equalTo(1800));
        }
        // Whoever asked first was answered first.
        String last = registered();
        request(last);
        Letters.tokensTo(last, 1);
        assertThat(Letters.to(email)).hasSize(5);
    }

    @Test
    default void atHomeTheOwnerIsSentAnEmailWhateverStrangersAskFor() throws Exception {
        String email = registered();
        String home = "192.0.2.77";
        signIn(email, PASSWORD, home).then().statusCode(200);
        for (int i = 0; i < 8; i++) {
            request(email).then().statusCode(202);
        }
        Letters.tokensTo(email, 5);
        json(Map.of("email", email))
                .header("X-Forwarded-For", home)
                .post("/password-resets")
                .then()
                .statusCode(202);
        Letters.tokensTo(email, 6);
    }

    @Test
    default void whatAnybodyWouldTryIsNoNewPassword() throws Exception {
        String email = registered();
        request(email);
        String token = Letters.tokensTo(email, 1).getFirst();
        assertViolations(reset(token, email), "new_password");
        assertViolations(reset(token, "2026CloudShelf"), "new_password");
        reset(token, CHOSEN).then().statusCode(204);
    }

    @Test
    default void anAddressMustBeOneHereToo() {
        assertViolations(request("ada"), "email");
        assertViolations(json("{}").post("/password-resets"), "email");
    }

    private static Response request(String email) {
        return json(Map.of("email", email)).post("/password-resets");
    }

    private static Response reset(String token, String password) {
        return json(Map.of("new_password", password)).post("/password-resets/{token}", token);
    }
}
