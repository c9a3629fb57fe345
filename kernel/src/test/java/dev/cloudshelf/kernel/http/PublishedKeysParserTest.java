package dev.cloudshelf.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By the library's own timeouts each of these would take longer than a minute. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PublishedKeysParserTest {

    private static final String KEYS_PATH = "/keys";
    private static final String ISSUER = "the issuer";

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger answered = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpServer issuer;
    private EllipticCurveJsonWebKey key;
    private volatile boolean silent;

    @BeforeEach
    void start() throws IOException, JoseException {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("k1");
        byte[] keys =
                new JsonWebKeySet(key)
                        .toJson(OutputControlLevel.PUBLIC_ONLY)
                        .getBytes(StandardCharsets.UTF_8);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.setExecutor(threads);
        issuer.createContext(
                KEYS_PATH,
                exchange -> {
                    if (silent) {
                        await(end);
                        return;
                    }
                    answered.incrementAndGet();
                    exchange.getResponseHeaders().add("Cache-Control", "max-age=1");
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        issuer.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        issuer.stop(0);
        threads.close();
    }

    @Test
    void knownKeysVerifyTokensWhileTheIssuerSaysNothing()
            throws ParseException, JoseException, InterruptedException {
        PublishedKeysParser parser = new PublishedKeysParser();
        assertThat(subject(parser)).isEqualTo("somebody");
        silent = true;
        letTheKeysGetOld();

        assertThat(subject(parser)).isEqualTo("somebody");

        assertThat(answered).hasValue(1);
    }

    @Test
    void tokensAreRejectedSoonWhileTheIssuerHasNeverAnswered()
            throws ParseException, JoseException {
        PublishedKeysParser parser = new PublishedKeysParser();
        silent = true;

        assertThatThrownBy(() -> subject(parser)).isInstanceOf(ParseException.class);

        silent = false;
        assertThat(subject(parser)).isEqualTo("somebody");
    }

    /** The answer said that they are good for a second. */
    private static void letTheKeysGetOld() throws InterruptedException {
        Thread.sleep(1_100);
    }

    private String subject(PublishedKeysParser parser) throws ParseException, JoseException {
        try {
            return parser.parse(token(), info()).getJwtClaims().getSubject();
        } catch (MalformedClaimException e) {
            throw new AssertionError(e);
        }
    }

    private String token() throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("somebody");
        claims.setIssuer(ISSUER);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        token.setKeyIdHeaderValue("k1");
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return token.getCompactSerialization();
    }

    private JWTAuthContextInfo info() {
        JWTAuthContextInfo info =
                new JWTAuthContextInfo(
                        "http://127.0.0.1:" + issuer.getAddress().getPort() + KEYS_PATH, ISSUER);
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        info.setJwksRetainCacheOnErrorDuration(60);
        return info;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
