package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A service that has just started and cannot read the keys that tokens are signed with. */
@QuarkusTest
@TestProfile(UnknownKeysTest.WithoutKeys.class)
class UnknownKeysTest {

    @Test
    void uncheckableTokenIsUnavailableAndNotUnauthenticated() {
        api().auth()
                .oauth2(TestTokens.customer(UUID.randomUUID()))
                .get("/cart")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .body("type", equalTo("/problems/unavailable"));
    }

    @Test
    void missingTokenIsStillUnauthenticated() {
        api().get("/cart")
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/unauthenticated"));
    }

    private static RequestSpecification api() {
        return given().filter(ApiConformance.ofThisService());
    }

    public static class WithoutKeys implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mp.jwt.verify.publickey.location", "http://127.0.0.1:1/keys");
        }
    }
}
