package dev.cloudshelf.account.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cloudshelf.account.MovableClock;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.http.TokenIssuer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {

    private static final Duration PUBLISHED_FIRST = Duration.ofMinutes(6);

    @TempDir Path folder;

    /** Expiry is checked by the verifier's own clock, so this one begins with it. */
    private final MovableClock clock = new MovableClock(Instant.now());

    private JsonWebKey old;
    private JsonWebKey fresh;
    private SigningKeys keys;
    private JwtAccessTokens tokens;
    private OwnKeyVerification verification;

    @BeforeEach
    void start() throws Exception {
        old = key("old");
        fresh = key("fresh");
        fresh.setOtherParameter(
                KeySet.SIGNS_FROM, clock.instant().plus(PUBLISHED_FIRST).getEpochSecond());
        keys = SigningKeys.load(replaceBy(old), clock);
        tokens = new JwtAccessTokens(keys, 3600, false, clock, new Ids(clock));
        verification = new OwnKeyVerification(keys, TokenIssuer.local());
    }

    @Test
    void aNewKeyIsPublishedAtOnceAndSignsFromItsTimeOn() throws Exception {
        replaceBy(old, fresh);
        keys.refresh();

        assertThat(keys.current().verificationKeys())
                .extracting("id")
                .containsExactly("old", "fresh");
        assertThat(signer(issue())).isEqualTo("old");
        clock.moveOn(PUBLISHED_FIRST.minusSeconds(1));
        assertThat(signer(issue())).isEqualTo("old");
        clock.moveOn(Duration.ofSeconds(2));
        assertThat(signer(issue())).isEqualTo("fresh");
    }

    @Test
    void tokensOfAnOldKeyAreGoodAsLongAsItIsThere() throws Exception {
        String before = issue();
        replaceBy(old, fresh);
        keys.refresh();
        clock.moveOn(PUBLISHED_FIRST.plusSeconds(1));
        String after = issue();

        assertGood(before);
        assertGood(after);

        replaceBy(fresh);
        keys.refresh();
        assertGood(after);
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> verify(before));
    }

    @Test
    void noTokenIsRefusedWhileKeysAreRotatedUnderIt() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> users = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                users.add(
                        threads.submit(() -> {
                            int used = 0;
                            String previous = issue();
                            while (!over.get() || used < 10) {
                                String next = issue();
                                assertGood(previous);
                                assertGood(next);
                                previous = next;
                                used++;
                            }
                            return used;
                        }));
            }
            Thread.sleep(100);
            replaceBy(old, fresh);
            keys.refresh();
            Thread.sleep(100);
            clock.moveOn(PUBLISHED_FIRST.plusSeconds(1));
            Thread.sleep(100);
            over.set(true);
            for (Future<Integer> user : users) {
                assertThat(user.get()).isGreaterThanOrEqualTo(10);
            }
        }
        assertThat(signer(issue())).isEqualTo("fresh");
    }

    @Test
    void aFileThatCannotBeUsedChangesNothing() throws Exception {
        Files.writeString(folder.resolve("keys.json"), "{\"keys\": [");
        keys.refresh();
        assertGood(issue());

        Files.delete(folder.resolve("keys.json"));
        keys.refresh();
        keys.refresh();
        assertGood(issue());

        replaceBy(fresh, old);
        keys.refresh();
        clock.moveOn(PUBLISHED_FIRST.plusSeconds(1));
        assertThat(signer(issue())).isEqualTo("fresh");
    }

    @Test
    void ofKeysThatAllSignLaterTheFirstSignsAlready() throws Exception {
        replaceBy(fresh);
        keys.refresh();

        assertThat(signer(issue())).isEqualTo("fresh");
    }

    private String issue() {
        return tokens.ofService("a-service", Set.of()).text();
    }

    private static String signer(String token) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        return signature.getKeyIdHeaderValue();
    }

    private void assertGood(String token) {
        assertThatCode(() -> verify(token)).doesNotThrowAnyException();
    }

    private void verify(String token) throws ParseException {
        JWTAuthContextInfo configured = new JWTAuthContextInfo();
        configured.setIssuedBy("cloudshelf");
        configured.setExpectedAudience(Set.of("cloudshelf"));
        configured.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        // The clock of a test runs ahead of the verifier's.
        configured.setClockSkew(3600);
        verification.parse(token, configured);
    }

    private static JsonWebKey key(String id) throws JoseException {
        JsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(id);
        return key;
    }

    /** As a whole, the way a rotation does it. */
    private Path replaceBy(JsonWebKey... content) throws IOException {
        Path draft = folder.resolve("keys.json.tmp");
        Files.writeString(
                draft, new JsonWebKeySet(content).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        return Files.move(draft, folder.resolve("keys.json"), StandardCopyOption.REPLACE_EXISTING);
    }
}
