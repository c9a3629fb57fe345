package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.assertViolations;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.race;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.serviceToken;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.cloudshelf.testkit.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One's address book. */
interface AddressesContract {

    String ADDRESSES = "/accounts/me/addresses";

    Map<String, Object> PLACE =
            Map.of(
                    "street", "12 Charlotte Square",
                    "city", "Edinburgh",
                    "state", "Scotland",
                    "postal_code", "EH2 4DJ",
                    "country", "GB");

    @Test
    default void anAddressIsAddedReadReplacedAndDeleted() {
        String token = customer();
        Response added = add(token, PLACE);
        String id = added.path("id");

        added.then()
                .statusCode(201)
                .header("Location", endsWith(ADDRESSES + "/" + id))
                .header("Cache-Control", "no-store")
                .body("street", equalTo("12 Charlotte Square"))
                .body("country", equalTo("GB"))
                .body("is_default", equalTo(true));
        Response read = by(token).get(ADDRESSES + "/{id}", id);
        read.then().statusCode(200);
        assertThat(read.<Map<String, Object>>path("")).isEqualTo(added.path(""));
        by(token)
                .header("If-None-Match", read.header("ETag"))
                .get(ADDRESSES + "/{id}", id)
                .then()
                .statusCode(304)
                .body(is(""));

        json(with("street", "13 Charlotte Square"))
                .auth()
                .oauth2(token)
                .put(ADDRESSES + "/{id}", id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("street", equalTo("13 Charlotte Square"))
                .body("is_default", equalTo(true));

        by(token).delete(ADDRESSES + "/{id}", id).then().statusCode(204);
        assertProblem(by(token).get(ADDRESSES + "/{id}", id), 404, "not-found");
        assertProblem(by(token).delete(ADDRESSES + "/{id}", id), 404, "not-found");
        assertThat(list(token)).isEmpty();
    }

    @Test
    default void aReadAReplacementAndADeletionHonourIfMatch() {
        String token = customer();
        Response added = add(token, PLACE);
        String id = added.path("id");
        String old = added.header("ETag");

        Response replaced = replace(token, old, id, "13 Charlotte Square");
        replaced.then().statusCode(200);
        String tag = replaced.header("ETag");
        assertThat(tag).isNotEqualTo(old);
        assertProblem(replace(token, old, id, "14 Charlotte Square"), 412, "stale");
        assertProblem(
                by(token).header("If-Match", old).delete(ADDRESSES + "/{id}", id), 412, "stale");
        assertProblem(by(token).header("If-Match", old).get(ADDRESSES + "/{id}", id), 412, "stale");

        by(token)
                .header("If-Match", tag)
                .get(ADDRESSES + "/{id}", id)
                .then()
                .statusCode(200)
                .body("street", equalTo("13 Charlotte Square"));
        by(token)
                .header("If-Match", old + ", " + tag)
                .delete(ADDRESSES + "/{id}", id)
                .then()
                .statusCode(204);
        assertProblem(replace(token, tag, id, "15 Charlotte Square"), 404, "not-found");
    }

    @Test
    default void ofRacingReplacementsOfOneTagExactlyOneIsDone() throws Exception {
        String token = customer();
        Response added = add(token, PLACE);

        List<Integer> statuses =
                race(
                        6,
                        () ->
                                replace(
                                                token,
                                                added.header("ETag"),
                                                added.path("id"),
                                                UUID.randomUUID().toString())
                                        .statusCode());

        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @Test
    default void thereIsExactlyOneDefault() {
        String token = customer();
        String first = add(token, PLACE).path("id");
        String second = add(token, with("is_default", true)).path("id");
        String third = add(token, PLACE).path("id");
        assertThat(defaults(token)).containsExactly(second);

        json(with("is_default", true)).auth().oauth2(token).put(ADDRESSES + "/{id}", third);
        assertThat(defaults(token)).containsExactly(third);

        by(token).delete(ADDRESSES + "/{id}", third).then().statusCode(204);
        assertThat(defaults(token)).containsExactly(first);
    }

    @Test
    default void racingDefaultsLeaveOne() throws Exception {
        String token = customer();

        List<Integer> statuses = race(6, () -> add(token, with("is_default", true)).statusCode());

        assertThat(statuses).containsOnly(201);
        assertThat(list(token)).hasSize(6);
        assertThat(defaults(token)).hasSize(1);
    }

    @Test
    default void eachFieldIsNeededAndChecked() {
        String token = customer();

        assertViolations(add(token, Map.of()), "street", "city", "state", "postal_code", "country");
        assertViolations(add(token, with("country", "XX")), "country");
        assertViolations(add(token, with("country", "gb")), "country");
        assertViolations(add(token, with("street", " ")), "street");
        assertViolations(add(token, with("street", "x".repeat(201))), "street");
        assertViolations(add(token, with("city", "a\u0000b")), "city");
        assertViolations(add(token, with("id", UUID.randomUUID())), "id");
        assertThat(list(token)).isEmpty();
        add(token, with("street", "x".repeat(200))).then().statusCode(201);
    }

    @Test
    default void theFiftyFirstIsRefused() {
        String token = customer();
        for (int i = 0; i < 50; i++) {
            add(token, PLACE).then().statusCode(201);
        }

        assertProblem(add(token, PLACE), 422, "address-limit");
        assertThat(list(token)).hasSize(50);
    }

    @Test
    default void somebodyElsesAddressIsNotThere() {
        String owner = customer();
        String id = add(owner, PLACE).path("id");
        String other = customer();

        assertProblem(by(other).get(ADDRESSES + "/{id}", id), 404, "not-found");
        assertProblem(by(other).delete(ADDRESSES + "/{id}", id), 404, "not-found");
        assertProblem(
                json(PLACE).auth().oauth2(other).put(ADDRESSES + "/{id}", id), 404, "not-found");
        assertThat(list(other)).isEmpty();
        assertThat(list(owner)).hasSize(1);
    }

    @Test
    default void onlyACustomerHasAddresses() {
        assertProblem(api().get(ADDRESSES), 401, "unauthenticated");
        assertProblem(by(TestTokens.service("order-service")).get(ADDRESSES), 403, "forbidden");
        assertProblem(add(TestTokens.customer(UUID.randomUUID()), PLACE), 404, "not-found");
    }

    @Test
    default void aServiceReadsWhereAnOrderGoes() {
        String token = customer();
        String account = by(token).get("/accounts/me").path("id");
        String id = add(token, PLACE).path("id");
        String internal = "/internal/accounts/{id}/addresses/{address_id}";

        by(serviceToken())
                .get(internal, account, id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("id", equalTo(id))
                .body("postal_code", equalTo("EH2 4DJ"));
        assertProblem(by(serviceToken()).get(internal, UUID.randomUUID(), id), 404, "not-found");
        assertProblem(by(token).get(internal, account, id), 403, "forbidden");
        by(token).delete("/accounts/me").then().statusCode(204);
        assertProblem(by(serviceToken()).get(internal, account, id), 404, "not-found");
    }

    private static String customer() {
        return signIn(registered(), PASSWORD).path("access_token");
    }

    private static RequestSpecification by(String token) {
        return api().auth().oauth2(token);
    }

    private static Response add(String token, Map<String, ?> address) {
        return json(address).auth().oauth2(token).post(ADDRESSES);
    }

    private static Response replace(String token, String tag, String id, String street) {
        return json(with("street", street))
                .header("If-Match", tag)
                .auth()
                .oauth2(token)
                .put(ADDRESSES + "/{id}", id);
    }

    private static List<Map<String, Object>> list(String token) {
        Response answer = by(token).get(ADDRESSES);
        answer.then().statusCode(200).header("Cache-Control", "no-store");
        return answer.path("items");
    }

    private static List<Object> defaults(String token) {
        return list(token).stream()
                .filter(address -> Boolean.TRUE.equals(address.get("is_default")))
                .map(address -> Objects.requireNonNull(address.get("id")))
                .toList();
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> address = new HashMap<>(PLACE);
        address.put(field, value);
        return address;
    }
}
