package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.newAccount;
import static dev.cloudshelf.account.http.Api.refresh;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.testkit.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators do with accounts. */
interface AdminAccountsContract {

    @Test
    default void anAdministratorFindsAnAccountByItsAddress() {
        String email = registered();

        admin().queryParam("email", " " + email.toUpperCase(Locale.ROOT))
                .get("/accounts")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("items.email", equalTo(List.of(email)))
                .body("items[0].account_status", equalTo("active"))
                .body("next_cursor", nullValue());
        admin().queryParam("email", "x" + email)
                .get("/accounts")
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    @Test
    default void accountsAreListedPageByPage() {
        String prefix = UUID.randomUUID().toString();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(prefix + i + "@example.org");
            json(newAccount(prefix + i + "@example.org")).post("/accounts").then().statusCode(201);
        }

        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification page =
                    admin().queryParam("email_prefix", prefix.toUpperCase(Locale.ROOT))
                            .queryParam("limit", 2);
            Response answer =
                    (cursor == null ? page : page.queryParam("cursor", cursor)).get("/accounts");
            answer.then().statusCode(200);
            found.addAll(answer.<List<String>>path("items.email"));
            cursor = answer.path("next_cursor");
        } while (cursor != null);

        assertThat(found).isEqualTo(expected);
    }

    @Test
    default void aListThatCannotBeIsRefused() {
        assertProblem(admin().queryParam("cursor", "x").get("/accounts"), 400, "bad-cursor");
        for (Cursor forged :
                List.of(
                        Cursor.of("accounts", "", "no address"),
                        Cursor.of("accounts", "a", "ada@example.org"),
                        Cursor.of("orders", "", "ada@example.org"),
                        Cursor.of("accounts"))) {
            assertProblem(
                    admin().queryParam("cursor", forged.encode()).get("/accounts"),
                    400,
                    "bad-cursor");
        }
        assertViolations(admin().queryParam("limit", 101).get("/accounts"), "limit");
        assertViolations(admin().queryParam("email", "ada").get("/accounts"), "email");
        assertViolations(
                admin().queryParam("email_prefix", "a b").get("/accounts"), "email_prefix");
        assertViolations(
                admin().queryParam("email", "a@b.co")
                        .queryParam("email_prefix", "a")
                        .get("/accounts"),
                "email");
    }

    @Test
    default void aSuspendedAccountNeitherSignsInNorStaysSignedIn() {
        String email = registered();
        Response tokens = signIn(email, PASSWORD);
        String id = id(email);

        suspend(id, "suspended", tag(id))
                .then()
                .statusCode(200)
                .body("account_status", equalTo("suspended"));

        assertProblem(signIn(email, PASSWORD), 403, "account-suspended");
        assertProblem(signIn(email, PASSWORD + "!"), 401, "bad-credentials");
        assertProblem(refresh(tokens.path("refresh_token")), 401, "bad-refresh-token");

        suspend(id, "active", tag(id)).then().statusCode(200);
        signIn(email, PASSWORD).then().statusCode(200);
    }

    @Test
    default void whatAdministratorsChangeIsInTheAuditLog() {
        String email = registered();
        String id = id(email);
        UUID administrator = UUID.randomUUID();
        admin().get("/accounts/{id}/changes", id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("items", equalTo(List.of()));
        for (String status : List.of("suspended", "suspended", "active")) {
            json("{\"account_status\":\"%s\"}".formatted(status))
                    .header("If-Match", tag(id))
                    .auth()
                    .oauth2(TestTokens.admin(administrator))
                    .patch("/accounts/{id}", id)
                    .then()
                    .statusCode(200);
        }

        admin().get("/accounts/{id}/changes", id)
                .then()
                .statusCode(200)
                .body("items.field", equalTo(List.of("account_status", "account_status")))
                .body("items.before", equalTo(List.of("suspended", "active")))
                .body("items.after", equalTo(List.of("active", "suspended")))
                .body("items[0].changed_by", equalTo(administrator.toString()));
        assertProblem(admin().get("/accounts/{id}/changes", UUID.randomUUID()), 404, "not-found");
    }

    @Test
    default void aChangeNeedsTheTagOfWhatItChanges() {
        String email = registered();
        String id = id(email);
        String tag = tag(id);

        assertProblem(
                json("{\"account_status\":\"suspended\"}")
                        .auth()
                        .oauth2(TestTokens.admin(UUID.randomUUID()))
                        .patch("/accounts/{id}", id),
                428,
                "precondition-required");
        assertProblem(suspend(id, "suspended", "\"nonsense\""), 412, "stale");
        signIn(email, PASSWORD).then().statusCode(200);
        String newTag =
                suspend(id, "suspended", tag).then().statusCode(200).extract().header("ETag");
        assertProblem(suspend(id, "active", tag), 412, "stale");
        suspend(id, "active", newTag).then().statusCode(200);
        suspend(id, "active", "*").then().statusCode(200);
        assertProblem(suspend(UUID.randomUUID().toString(), "active", tag), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed", "", "ACTIVE"})
    default void anotherStatusIsRefused(String status) {
        assertProblem(suspend(id(registered()), status, "*"), 400, "invalid");
    }

    @Test
    default void onlyAnAdministratorSeesEverybody() {
        String id = id(registered());
        for (String token :
                List.of(
                        TestTokens.customer(UUID.fromString(id)),
                        TestTokens.service("order-service"))) {
            assertProblem(api().auth().oauth2(token).get("/accounts"), 403, "forbidden");
            assertProblem(api().auth().oauth2(token).get("/accounts/{id}", id), 403, "forbidden");
            assertProblem(
                    json("{\"account_status\":\"active\"}")
                            .header("If-Match", "*")
                            .auth()
                            .oauth2(token)
                            .patch("/accounts/{id}", id),
                    403,
                    "forbidden");
        }
        assertProblem(api().get("/accounts"), 401, "unauthenticated");
        assertProblem(admin().get("/accounts/{id}", UUID.randomUUID()), 404, "not-found");
    }

    private static RequestSpecification admin() {
        return api().auth().oauth2(TestTokens.admin(UUID.randomUUID()));
    }

    private static String id(String email) {
        return admin().queryParam("email", email).get("/accounts").path("items[0].id");
    }

    private static String tag(String id) {
        return admin().get("/accounts/{id}", id).then().statusCode(200).extract().header("ETag");
    }

    private static Response suspend(String id, String status, String tag) {
        return json("{\"account_status\":\"%s\"}".formatted(status))
                .header("If-Match", tag)
                .auth()
                .oauth2(TestTokens.admin(UUID.randomUUID()))
                .patch("/accounts/{id}", id);
    }
}
