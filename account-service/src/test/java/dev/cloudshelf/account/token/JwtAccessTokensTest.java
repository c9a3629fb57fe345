package dev.cloudshelf.account.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.AccessToken;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.Ids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
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

    @TempDir Path folder;

    private JwtAccessTokens tokens;
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
        tokens = new JwtAccessTokens(keys, LIFETIME_SECONDS, clock, new Ids(clock));
        published = new JsonWebKeySet(keys.current().publicJson());
    }

    @Test
    void aTokenSaysWhoIsCallingUntilWhen() throws Exception {
        AccessToken token = tokens.issue("ada", Set.of(Role.CUSTOMER, Role.ADMIN));

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
        assertThat(claims.getSubject()).isEqualTo("ada");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("admin", "customer");
        assertThat(claims.getStringClaimValue("scope")).isEqualTo("admin customer");
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(NOON.getEpochSecond());
        assertThat(claims.getExpirationTime().getValue())
                .isEqualTo(NOON.getEpochSecond() + LIFETIME_SECONDS);
        assertThat(token.lifetimeSeconds()).isEqualTo(LIFETIME_SECONDS);
    }

    @Test
    void noTwoTokensHaveTheSameId() throws Exception {
        assertThat(idOf(tokens.issue("ada", Set.of(Role.CUSTOMER))))
                .isNotEqualTo(idOf(tokens.issue("ada", Set.of(Role.CUSTOMER))));
    }

    private String idOf(AccessToken token) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token.text());
        signature.setKey(published.getJsonWebKeys().getFirst().getKey());
        return JwtClaims.parse(signature.getPayload()).getJwtId();
    }
}
