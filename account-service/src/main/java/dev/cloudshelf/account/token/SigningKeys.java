package dev.cloudshelf.account.token;

import dev.cloudshelf.account.domain.VerificationKey;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The keys of access tokens: the first signs, all verify and are published. A new key is appended
 * first and moved to the front once every service has fetched it; the old one stays until the last
 * token that it signed has expired.
 */
public final class SigningKeys {

    private final List<EllipticCurveJsonWebKey> keys;
    private final PrivateKey signing;

    private SigningKeys(List<EllipticCurveJsonWebKey> keys, PrivateKey signing) {
        this.keys = List.copyOf(keys);
        this.signing = signing;
    }

    /**
     * @param file a JSON Web Key Set (RFC 7517) of P-256 keys, each with a {@code kid} of its own,
     *     the first with its private half
     * @throws ConfigurationException that says what is wrong with the file and never quotes it
     */
    public static SigningKeys load(Path file) {
        List<EllipticCurveJsonWebKey> keys =
                parse(file).getJsonWebKeys().stream().map(key -> requireP256(file, key)).toList();
        if (keys.isEmpty() || keys.getFirst().getPrivateKey() == null) {
            throw unusable(file, "its first key has no private half to sign with");
        }
        Set<String> ids = new HashSet<>();
        for (EllipticCurveJsonWebKey key : keys) {
            if (key.getKeyId() == null || !ids.add(key.getKeyId())) {
                throw unusable(file, "each key needs a 'kid' of its own");
            }
        }
        return new SigningKeys(keys, keys.getFirst().getPrivateKey());
    }

    private static JsonWebKeySet parse(Path file) {
        try {
            return new JsonWebKeySet(Files.readString(file));
        } catch (IOException e) {
            throw unusable(file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (JoseException e) {
            // Not quoting the parser, which may quote the keys.
            throw unusable(file, "it is not a JSON Web Key Set");
        }
    }

    private static EllipticCurveJsonWebKey requireP256(Path file, JsonWebKey key) {
        if (key instanceof EllipticCurveJsonWebKey curve
                && EllipticCurves.P_256.equals(curve.getCurveName())) {
            return curve;
        }
        throw unusable(file, "it holds a key that is not an EC key on P-256");
    }

    private static ConfigurationException unusable(Path file, String reason) {
        return new ConfigurationException(
                "cloudshelf.signing-keys.file: access tokens cannot be signed with %s: %s. "
                                .formatted(file, reason)
                        + "It must be a private JSON Web Key Set of ES256 keys, readable by this"
                        + " process; account-service/README.md says how to make one.");
    }

    String currentId() {
        return keys.getFirst().getKeyId();
    }

    PrivateKey current() {
        return signing;
    }

    List<VerificationKey> verificationKeys() {
        return keys.stream().map(SigningKeys::verificationKey).toList();
    }

    private static VerificationKey verificationKey(EllipticCurveJsonWebKey key) {
        Map<String, Object> members = key.toParams(OutputControlLevel.PUBLIC_ONLY);
        return new VerificationKey(key.getKeyId(), text(members, "x"), text(members, "y"));
    }

    private static String text(Map<String, Object> members, String name) {
        return Objects.requireNonNull(members.get(name)).toString();
    }

    /** The public halves as a JSON Web Key Set. */
    String publicJson() {
        return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
    }
}
