package dev.cloudshelf.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The ES256 key that signs access tokens on this machine. It is made on first use, never leaves the
 * checkout's working folder, and no deployment knows it.
 */
public final class DevelopmentKey {

    public static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    private final Path file;
    private final EllipticCurveJsonWebKey key;

    private DevelopmentKey(Path file, EllipticCurveJsonWebKey key) {
        this.file = file;
        this.key = key;
    }

    /** The key that dev mode and the tests of all services share, so that their tokens fit. */
    public static DevelopmentKey load() {
        try {
            return load(
                    PrivateFolder.make(ProjectFolder.working()).resolve("dev/signing-keys.json"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + ProjectFolder.working(), e);
        }
    }

    /**
     * @param file a JSON Web Key Set (RFC 7517); made, readable by its owner only, when missing
     */
    public static synchronized DevelopmentKey load(Path file) {
        try {
            PrivateFolder.makeAround(file);
            Path guard = file.resolveSibling(file.getFileName() + ".lock");
            // Two services started at once must not each make a key.
            try (FileChannel channel =
                            FileChannel.open(
                                    guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid() || !Files.exists(file)) {
                    make(file);
                }
            }
            JsonWebKeySet keys = new JsonWebKeySet(Files.readString(file));
            return new DevelopmentKey(
                    file, (EllipticCurveJsonWebKey) keys.getJsonWebKeys().getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or make the signing key " + file, e);
        } catch (JoseException e) {
            throw new IllegalStateException(file + " is not a JSON Web Key Set", e);
        }
    }

    private static void make(Path file) throws IOException, JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(UUID.randomUUID().toString());
        key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        key.setUse("sig");
        Path draft =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "signing-keys",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, new JsonWebKeySet(key).toJson(OutputControlLevel.INCLUDE_PRIVATE));
        Files.move(draft, file);
    }

    public Path file() {
        return file;
    }

    /** The public half as a JSON Web Key Set in a file of its own, for services that verify. */
    public Path publicFile() {
        Path publicFile = file.resolveSibling("public-keys.json");
        try {
            Files.writeString(
                    publicFile,
                    new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + publicFile, e);
        }
        return publicFile;
    }

    /** A token that is good for twelve hours, with the claims of account-service's own. */
    public String token(String subject, List<String> roles) {
        return token(subject, roles, TOKEN_LIFETIME);
    }

    /** A token for as long as a test wants it; a negative lifetime has it expired already. */
    public String token(String subject, List<String> roles, Duration lifetime) {
        return token(subject, roles, lifetime, Duration.ZERO);
    }

    /**
     * A token of a sign-in that began earlier.
     *
     * @param signedInBefore how long ago its password was checked
     */
    public String token(
            String subject, List<String> roles, Duration lifetime, Duration signedInBefore) {
        try {
            JwtClaims claims = new JwtClaims();
            claims.setIssuer("cloudshelf");
            claims.setAudience("cloudshelf");
            claims.setSubject(subject);
            claims.setStringListClaim("groups", roles);
            claims.setIssuedAtToNow();
            claims.setClaim("auth_time", NumericDate.now().getValue() - signedInBefore.toSeconds());
            claims.setExpirationTimeMinutesInTheFuture(lifetime.toMillis() / 60_000f);
            claims.setGeneratedJwtId();
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(
                    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setHeader("typ", "JWT");
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Cannot sign a development token", e);
        }
    }
}
