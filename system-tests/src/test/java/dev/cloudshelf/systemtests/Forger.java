package dev.cloudshelf.systemtests;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Somebody who has the cloud's signing key, or only claims to, and writes tokens with it. */
final class Forger {

    private static final float LIFETIME_MINUTES = 10;

    private final EllipticCurveJsonWebKey key;

    private Forger(EllipticCurveJsonWebKey key) {
        this.key = key;
    }

    static Forger withTheKeyOf(LocalCloud cloud) throws IOException, JoseException {
        JsonWebKeySet keys = new JsonWebKeySet(Files.readString(cloud.signingKeys()));
        return new Forger((EllipticCurveJsonWebKey) keys.getJsonWebKeys().getFirst());
    }

    /** Another key under the same id. */
    Forger withAnotherKey() throws JoseException {
        EllipticCurveJsonWebKey another = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        another.setKeyId(key.getKeyId());
        return new Forger(another);
    }

    /** A token as account-service would issue it to an admin, but for the change. */
    String token(Consumer<JwtClaims> change) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("cloudshelf");
        claims.setAudience("cloudshelf");
        claims.setSubject(UUID.randomUUID().toString());
        claims.setStringListClaim("groups", List.of("customer", "admin"));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(LIFETIME_MINUTES);
        claims.setGeneratedJwtId();
        change.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return signature.getCompactSerialization();
    }
}
