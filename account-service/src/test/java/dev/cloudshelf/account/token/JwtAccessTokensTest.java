package dev.cloudshelf.account.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.AccessToken;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.Ids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtAccessTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final int LIFETIME_SECONDS = 900;
    private static final Account ADA =
            new Account(
                    new UUID(0, 1),
                    new Email("ada@example.org"),
                    "Ada",
                    "Reader",
                    null,
                    Account.Status.ACTIVE,
                    Set.of(Role.CUSTOMER, Role.ADMIN),
                    NOON,
                    null,
                    1);

    @TempDir Path folder;

    private JwtAccessTokens tokens;

    /** Of a shop where administrators need a second factor. */
    private JwtAccessTokens strict;

    private JsonWebKeySet published;

    @BeforeEach
    void makeKey() throws Exception {
        JsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("today");
        Path file =
                Files.writeString(
                        folder.resolve("keys.json"),
                        new JsonWebKeySet(key).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        SigningKeys keys = SigningKeys.load(file, clock);
        strict = new JwtAccessTokens(keys, LIFETIME_SECONDS, true, clock, new Ids(clock));
        tokens = new JwtAccessTokens(keys, LIFETIME_SECONDS, false, clock, new Ids(clock));
        published = new JsonWebKeySet(keys.current().publicJson());
    }

    @Test
    void aTokenSaysWhoIsCallingUntilWhen() throws Exception {
        AccessToken token = tokens.ofPerson(ADA, "a sign-in", NOON.minus(Duration.ofMinutes(7)));

        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token.text());
        signature.setKey(published.getJsonWebKeys().getFirst().getKey());
        assertThat(signature.verifySignature()).isTrue();
        assertThat(signature.getKeyIdHeaderValue()).isEqualTo("today");
        assertThat(signature.getAlgorithmHeaderValue()).isEqualTo("ES256");
        assertThat(signature.getHeader("typ")).isEqualTo("JWT");

        JwtClaims claims = JwtClaims.parse(signature.getPayload());
        assertThat(claims.getIssuer()).isEqualTo("cloudshelf");
        assertThat(claims.getAudience()).containsExactly("cloudshelf");
        assertThat(claims.getSubject()).isEqualTo(ADA.id().toString());
        assertThat(claims.getStringClaimValue("sid")).isEqualTo("a sign-in");
        assertThat(claims.getClaimValue("auth_time", Long.class))
                .isEqualTo(NOON.getEpochSecond() - 7 * 60);
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("admin", "customer");
        assertThat(claims.getStringClaimValue("scope")).isEqualTo("admin customer");
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(NOON.getEpochSecond());
        assertThat(claims.getExpirationTime().getValue())
                .isEqualTo(NOON.getEpochSecond() + LIFETIME_SECONDS);
        assertThat(token.lifetimeSeconds()).isEqualTo(LIFETIME_SECONDS);
    }

    @Test
    void administratorWithoutTheNeededSecondFactorHasTheRightsOfACustomer() throws Exception {
        Account withFactor =
                new Account(
                        ADA.id(),
                        ADA.email(),
                        ADA.firstName(),
                        ADA.lastName(),
                        ADA.phone(),
                        ADA.status(),
                        ADA.roles(),
                        ADA.createdAt(),
                        ADA.lastLogin(),
                        ADA.version(),
                        true,
                        true);

        assertThat(groupsOf(strict.ofPerson(ADA, "a sign-in", NOON))).containsExactly("customer");
        assertThat(groupsOf(strict.ofPerson(withFactor, "a sign-in", NOON)))
                .containsExactly("admin", "customer");
    }

    private List<String> groupsOf(AccessToken token) throws Exception {
        return claimsOf(token).getStringListClaimValue("groups");
    }

    @Test
    void serviceHasItsScopesAndNoSignIn() throws Exception {
        AccessToken token = tokens.ofService("order-service", Set.of("service:stock"));

        JwtClaims claims = claimsOf(token);
        assertThat(claims.getSubject()).isEqualTo("order-service");
        assertThat(claims.getStringListClaimValue("groups"))
                .containsExactly("service", "service:stock");
        assertThat(claims.hasClaim("sid")).isFalse();
        assertThat(claims.hasClaim("auth_time")).isFalse();
    }

    @Test
    void noTwoTokensHaveTheSameId() throws Exception {
        assertThat(idOf(tokens.ofPerson(ADA, "a sign-in", NOON)))
                .isNotEqualTo(idOf(tokens.ofPerson(ADA, "a sign-in", NOON)));
    }

    private String idOf(AccessToken token) throws Exception {
        return claimsOf(token).getJwtId();
    }

    private JwtClaims claimsOf(AccessToken token) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token.text());
        signature.setKey(published.getJsonWebKeys().getFirst().getKey());
        return JwtClaims.parse(signature.getPayload());
    }
}
