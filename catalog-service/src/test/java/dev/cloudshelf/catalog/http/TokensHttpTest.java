package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.api;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A valid token of a customer is 403 where an administrator's is required; an invalid one is 401.
 */
@QuarkusTest
@Tag("http")
class TokensHttpTest {

    private static final UUID CUSTOMER = new UUID(0, 2);

    private static int statusFor(String token) {
        return api().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"delta\":1}")
                .put("/books/" + new UUID(1, 1) + "/stock")
                .statusCode();
    }

    private static void expect(int status, String token) {
        assertThat(statusFor(token)).isEqualTo(status);
    }

    private static String claimsOf(String token) {
        return token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    }

    @Test
    void expiredTokenIsRejected() {
        expect(401, TestTokens.customer(CUSTOMER, Duration.ofSeconds(-5)));
    }

    @Test
    void cachedTokenIsRejectedOnceItExpires() throws InterruptedException {
        String token = TestTokens.customer(CUSTOMER, Duration.ofSeconds(3));
        expect(403, token);
        expect(403, token);

        Thread.sleep(Duration.ofSeconds(5));

        expect(401, token);
    }

    @Test
    void cachedTokenDoesNotAuthenticateAnother() {
        String token = TestTokens.customer(CUSTOMER);
        expect(403, token);

        String header = token.substring(0, token.indexOf('.'));
        String signature = token.substring(token.lastIndexOf('.') + 1);
        String claims = claimsOf(token);
        expect(401, header + "." + claimsOf(TestTokens.admin(CUSTOMER)) + "." + signature);
        expect(401, header + "." + claims + ".");
        expect(401, token + "A");
        expect(401, "eyJhbGciOiJub25lIn0." + claims + ".");
        expect(403, token);
    }
}
