package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.newAccount;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.serviceToken;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.cloudshelf.testkit.TestTokens;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;

/** Accounts that a service makes. */
interface InternalAccountsContract {

    @Test
    default void aServiceMakesAnAdministrator() throws Exception {
        String email = freshEmail();

        create(serviceToken(), email, List.of("admin", "customer"))
                .then()
                .statusCode(201)
                .body("email", equalTo(email))
                .body("roles", equalTo(List.of("admin", "customer")));

        String token = signIn(email, PASSWORD).path("access_token");
        assertThat(
                        new JwtConsumerBuilder()
                                .setSkipSignatureVerification()
                                .setSkipDefaultAudienceValidation()
                                .build()
                                .processToClaims(token)
                                .getStringListClaimValue("groups"))
                .containsExactly("admin", "customer");
    }

    @Test
    default void onlyAServiceDoes() {
        UUID id = UUID.randomUUID();

        assertProblem(
                json(newAccount(freshEmail())).post("/internal/accounts"), 401, "unauthenticated");
        assertProblem(
                create(TestTokens.customer(id), freshEmail(), List.of("admin")), 403, "forbidden");
        assertProblem(
                create(TestTokens.admin(id), freshEmail(), List.of("admin")), 403, "forbidden");
    }

    @Test
    default void aTakenAddressIsRefusedHereToo() {
        assertProblem(
                create(serviceToken(), registered(), List.of("customer")), 409, "email-taken");
    }

    @Test
    default void anAccountHasARoleAndIsNoService() {
        assertViolations(create(serviceToken(), freshEmail(), List.of()), "roles");
        assertProblem(create(serviceToken(), freshEmail(), List.of("service")), 400, "invalid");
        assertViolations(
                json(newAccount(freshEmail()))
                        .auth()
                        .oauth2(serviceToken())
                        .post("/internal/accounts"),
                "roles");
    }

    private static Response create(String token, String email, List<String> roles) {
        Map<String, Object> account = new HashMap<>(newAccount(email));
        account.put("roles", roles);
        return json(account).auth().oauth2(token).post("/internal/accounts");
    }
}
