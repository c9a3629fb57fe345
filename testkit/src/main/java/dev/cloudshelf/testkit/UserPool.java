package dev.cloudshelf.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * An issuer on this machine whose tokens have the shape of an Amazon Cognito user pool's ("Using
 * tokens with user pools" in Amazon Cognito's developer guide). It publishes one key.
 */
public final class UserPool implements AutoCloseable {

    /** The app client of the shop. */
    public static final String CLIENT_ID = "6exampleclient7";

    private static final int KEY_BITS = 2048;
    private static final float LIFETIME_MINUTES = 60;

    private final HttpServer server;
    private final RsaJsonWebKey key = newKey("pool-key");
    private final RsaJsonWebKey stranger = newKey("pool-key");

    private UserPool(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free port of this machine. */
    public static UserPool start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            UserPool pool = new UserPool(server);
            byte[] keys =
                    new JsonWebKeySet(pool.key)
                            .toJson(OutputControlLevel.PUBLIC_ONLY)
                            .getBytes(StandardCharsets.UTF_8);
            server.createContext(
                    "/pool/.well-known/jwks.json",
                    exchange -> {
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
                        exchange.close();
                    });
            server.start();
            return pool;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration of a service that trusts this pool. */
    public Map<String, String> configuration() {
        return Map.of(
                "cloudshelf.identity",
                "cognito",
                "cloudshelf.cognito.issuer",
                issuer(),
                "cloudshelf.cognito.client-ids",
                CLIENT_ID);
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/pool";
    }

    /** The claims of an ID token, for a test to change. */
    public JwtClaims idClaims(UUID user, String email) {
        JwtClaims claims = claims(user.toString(), "id");
        claims.setAudience(CLIENT_ID);
        claims.setStringClaim("cognito:username", user.toString());
        claims.setStringClaim("email", email);
        claims.setClaim("email_verified", true);
        claims.setStringClaim("given_name", "Ann");
        claims.setStringClaim("family_name", "Reader");
        return claims;
    }

    /** The claims of the access token of a person. */
    public JwtClaims accessClaims(UUID user, String... groups) {
        JwtClaims claims = claims(user.toString(), "access");
        claims.setStringClaim("client_id", CLIENT_ID);
        claims.setStringClaim("username", user.toString());
        claims.setStringClaim("scope", "aws.cognito.signin.user.admin");
        if (groups.length > 0) {
            claims.setStringListClaim("cognito:groups", List.of(groups));
        }
        return claims;
    }

    /** The claims of the access token of a program that has signed in with its own secret. */
    public JwtClaims clientClaims(String scope) {
        JwtClaims claims = claims(CLIENT_ID, "access");
        claims.setStringClaim("client_id", CLIENT_ID);
        claims.setStringClaim("scope", scope);
        return claims;
    }

    private JwtClaims claims(String subject, String use) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setSubject(subject);
        claims.setStringClaim("token_use", use);
        claims.setStringClaim("origin_jti", UUID.randomUUID().toString());
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(LIFETIME_MINUTES);
        return claims;
    }

    public String sign(JwtClaims claims) {
        return sign(claims, key);
    }

    /** Signed by somebody who does not have the pool's key but claims its id. */
    public String forge(JwtClaims claims) {
        return sign(claims, stranger);
    }

    private static String sign(JwtClaims claims, RsaJsonWebKey key) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(KEY_BITS);
            key.setKeyId(id);
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
