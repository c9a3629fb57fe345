package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.freshEmail;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.newAccount;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.serviceToken;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.cloudshelf.testkit.TestTokens;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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
    default void accountThatAServiceMakesIsInTheAuditLog() {
        String id = create(serviceToken(), freshEmail(), List.of("admin", "customer")).path("id");

        api().auth()
                .oauth2(TestTokens.admin(UUID.randomUUID()))
                .get("/accounts/{id}/changes", id)
                .then()
                .statusCode(200)
                .body("items.field", equalTo(List.of("account")))
                .body("items[0].before", nullValue())
                .body("items[0].after", equalTo("admin customer"));
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

    @Test
    default void aServiceAsksWhomToWriteTo() {
        String email = freshEmail();
        String id = create(serviceToken(), email, List.of("customer")).path("id");

        contact(serviceToken(), id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("id", equalTo(id))
                .body("email", equalTo(email))
                .body("first_name", equalTo(newAccount(email).get("first_name")))
                .body("last_name", equalTo(newAccount(email).get("last_name")));
        assertProblem(contact(serviceToken(), UUID.randomUUID().toString()), 404, "not-found");
    }

    @Test
    default void nobodyElseIsToldWhomToWriteTo() {
        String id = create(serviceToken(), freshEmail(), List.of("customer")).path("id");

        assertProblem(contact(TestTokens.customer(UUID.fromString(id)), id), 403, "forbidden");
        assertProblem(contact(TestTokens.admin(UUID.randomUUID()), id), 403, "forbidden");
    }

    @Test
    default void aServiceAsksForManyAtOnce() {
        List<String> emails = List.of(freshEmail(), freshEmail());
        List<String> ids =
                emails.stream()
                        .map(email ->
                                create(serviceToken(), email, List.of("customer"))
                                        .<String>path("id"))
                        .toList();
        String nobody = UUID.randomUUID().toString();

        contacts(serviceToken(), List.of(ids.get(0), nobody, ids.get(1), ids.get(0)))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("items.id", containsInAnyOrder(ids.toArray()))
                .body("items.email", containsInAnyOrder(emails.toArray()));
    }

    @Test
    default void manyAreAtLeastOneAndAtMostAHundred() {
        assertProblem(contacts(serviceToken(), List.of()), 400, "invalid");
        assertProblem(
                contacts(
                        serviceToken(),
                        Stream.generate(() -> UUID.randomUUID().toString()).limit(101).toList()),
                400,
                "invalid");
        assertProblem(
                contacts(TestTokens.admin(UUID.randomUUID()), List.of(UUID.randomUUID() + "")),
                403,
                "forbidden");
    }

    private static Response contacts(String token, List<String> ids) {
        return api().auth().oauth2(token).queryParam("id", ids).get("/internal/accounts");
    }

    private static Response contact(String token, String id) {
        return api().auth().oauth2(token).get("/internal/accounts/{id}", id);
    }

    private static Response create(String token, String email, List<String> roles) {
        Map<String, Object> account = new HashMap<>(newAccount(email));
        account.put("roles", roles);
        return json(account).auth().oauth2(token).post("/internal/accounts");
    }
}
