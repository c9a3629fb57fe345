package dev.cloudshelf.order;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.standin.WithUserPool;
import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import dev.cloudshelf.testkit.UserPool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** With {@code cloudshelf.identity=cognito}: whose tokens are good, and who they say is calling. */
@QuarkusTest
@WithTestResource(WithUserPool.class)
class CognitoTest extends Shop {

    /** From the test resource. */
    @SuppressWarnings("NullAway.Init")
    UserPool userPool;

    @Test
    void aCustomerOrdersWithAnAccessTokenAndReadsWithAnIdToken() {
        inCart("Kim", "9.99", 5, 1);

        String order = place(userPool.accessClaims(customer));

        with(userPool.sign(userPool.idClaims(customer, "ann@example.com")))
                .get("/orders/" + order)
                .then()
                .statusCode(200);
        with(userPool.sign(userPool.accessClaims(UUID.randomUUID())))
                .get("/orders/" + order)
                .then()
                .statusCode(404);
    }

    @Test
    void whatCustomersCallThemselvesIsNotWhoTheyAre() {
        inCart("Kim", "9.99", 5, 1);
        String order = place(userPool.accessClaims(customer));
        JwtClaims impostor = userPool.idClaims(UUID.randomUUID(), "mallory@example.com");
        for (String name : List.of("preferred_username", "upn", "name", "nickname")) {
            impostor.setStringClaim(name, customer.toString());
        }
        impostor.setStringListClaim("groups", "admin");

        with(userPool.sign(impostor)).get("/orders/" + order).then().statusCode(404);
        with(userPool.sign(impostor)).get("/admin/orders").then().statusCode(403);
    }

    @Test
    void whoIsInTheGroupOfAdminsIsOne() {
        with(userPool.sign(userPool.accessClaims(customer, "readers", "admin")))
                .get("/admin/orders")
                .then()
                .statusCode(200);
        with(userPool.sign(userPool.accessClaims(customer, "readers")))
                .get("/admin/orders")
                .then()
                .statusCode(403);
    }

    @Test
    void aServiceIsWhoWasGrantedItsScope() {
        with(userPool.sign(userPool.clientClaims("cloudshelf/service")))
                .get("/orders")
                .then()
                .statusCode(403);
        with(userPool.sign(userPool.clientClaims("cloudshelf/other")))
                .get("/orders")
                .then()
                .statusCode(401);
    }

    @TestFactory
    Stream<DynamicTest> allElseIsRefused() {
        Map<String, Consumer<JwtClaims>> changes =
                Map.of(
                        "another issuer", claims -> claims.setIssuer(userPool.issuer() + "2"),
                        "no issuer", claims -> claims.unsetClaim("iss"),
                        "another use", claims -> claims.setStringClaim("token_use", "refresh"),
                        "no use", claims -> claims.unsetClaim("token_use"),
                        "another client",
                                claims -> {
                                    claims.setStringClaim("client_id", "someone");
                                    claims.setAudience("someone");
                                },
                        "no client",
                                claims -> {
                                    claims.unsetClaim("client_id");
                                    claims.unsetClaim("aud");
                                },
                        "expired",
                                claims ->
                                        claims.setExpirationTime(
                                                NumericDate.fromSeconds(
                                                        NumericDate.now().getValue() - 60)),
                        "without end", claims -> claims.unsetClaim("exp"),
                        "of nobody", claims -> claims.unsetClaim("sub"));
        BiConsumer<String, String> refused =
                (name, token) ->
                        assertThat(with(token).get("/orders").statusCode()).as(name).isEqualTo(401);
        return Stream.concat(
                changes.entrySet().stream()
                        .flatMap(change ->
                                Stream.of(
                                                userPool.accessClaims(customer),
                                                userPool.idClaims(customer, "ann@example.com"))
                                        .map(claims ->
                                                test(
                                                        change.getKey(),
                                                        claims,
                                                        change.getValue(),
                                                        refused))),
                Stream.of(
                        DynamicTest.dynamicTest(
                                "of account-service",
                                () -> refused.accept("local", TestTokens.customer(customer))),
                        DynamicTest.dynamicTest(
                                "signed by another key",
                                () ->
                                        refused.accept(
                                                "forged",
                                                userPool.forge(userPool.accessClaims(customer)))),
                        DynamicTest.dynamicTest(
                                "signed by nobody",
                                () ->
                                        refused.accept(
                                                "none",
                                                unsigned(userPool.accessClaims(customer))))));
    }

    private DynamicTest test(
            String name,
            JwtClaims claims,
            Consumer<JwtClaims> change,
            BiConsumer<String, String> refused) {
        return DynamicTest.dynamicTest(
                name + ", " + claims.getClaimValue("token_use"),
                () -> {
                    change.accept(claims);
                    refused.accept(name, userPool.sign(claims));
                });
    }

    private static String unsigned(JwtClaims claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8))
                + "."
                + base64.encodeToString(claims.toJson().getBytes(UTF_8))
                + ".";
    }

    private String place(JwtClaims claims) {
        return with(userPool.sign(claims))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(ORDER)
                .post("/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private RequestSpecification with(String token) {
        return given().filter(ApiConformance.ofThisService()).auth().oauth2(token);
    }
}
