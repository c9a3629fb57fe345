package dev.cloudshelf.account.token;

import dev.cloudshelf.account.domain.VerificationKey;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
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
 * The keys in one state of their file. All verify and are published. Of those that have a private
 * half the newest signs, as soon as its {@code cloudshelf_signs_from} has come, a custom member in
 * seconds since 1970; a key without it has always signed.
 */
final class KeySet {

    /** As the command that rotates keys writes it. */
    static final String SIGNS_FROM = "cloudshelf_signs_from";

    static final KeySet NONE = new KeySet(List.of(), List.of());

    private final List<EllipticCurveJsonWebKey> keys;
    private final List<SigningKey> signing;

    /** A private half, and from when on it signs. */
    record SigningKey(String id, PrivateKey key, Instant from) {}

    private KeySet(List<EllipticCurveJsonWebKey> keys, List<SigningKey> signing) {
        this.keys = List.copyOf(keys);
        this.signing = List.copyOf(signing);
    }

    /**
     * @throws ConfigurationException that says what is wrong with the file and never quotes it
     */
    static KeySet read(Path file) {
        Source source = new Source("cloudshelf.signing-keys.file", file.toString());
        try {
            return parse(source, Files.readString(file));
        } catch (IOException e) {
            throw source.unusable("it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * @param json what would be in a file
     * @throws ConfigurationException that says what is wrong with it and never quotes it
     */
    static KeySet of(String json) {
        return parse(new Source("cloudshelf.signing-keys.set", "its text"), json);
    }

    private static KeySet parse(Source source, String json) {
        List<EllipticCurveJsonWebKey> keys =
                webKeys(source, json).getJsonWebKeys().stream()
                        .map(key -> requireP256(source, key))
                        .toList();
        Set<String> ids = new HashSet<>();
        List<SigningKey> signing = new ArrayList<>();
        for (EllipticCurveJsonWebKey key : keys) {
            if (key.getKeyId() == null || !ids.add(key.getKeyId())) {
                throw source.unusable("each key needs a 'kid' of its own");
            }
            if (key.getPrivateKey() != null) {
                signing.add(
                        new SigningKey(
                                key.getKeyId(), key.getPrivateKey(), signsFrom(source, key)));
            }
        }
        if (signing.isEmpty()) {
            throw source.unusable("it has no private half to sign with");
        }
        return new KeySet(keys, signing);
    }

    private static JsonWebKeySet webKeys(Source source, String json) {
        try {
            return new JsonWebKeySet(json);
        } catch (JoseException e) {
            // Not quoting the parser, which may quote the keys.
            throw source.unusable("it is not a JSON Web Key Set");
        }
    }

    private static EllipticCurveJsonWebKey requireP256(Source source, JsonWebKey key) {
        if (key instanceof EllipticCurveJsonWebKey curve
                && EllipticCurves.P_256.equals(curve.getCurveName())) {
            return curve;
        }
        throw source.unusable("it holds a key that is not an EC key on P-256");
    }

    private static Instant signsFrom(Source source, JsonWebKey key) {
        Object seconds = key.getOtherParameterValue(SIGNS_FROM, Object.class);
        if (seconds == null) {
            return Instant.EPOCH;
        }
        if (seconds instanceof Long whole && whole >= 0 && whole <= Integer.MAX_VALUE * 2L) {
            return Instant.ofEpochSecond(whole);
        }
        throw source.unusable("'" + SIGNS_FROM + "' must be whole seconds since 1970");
    }

    /**
     * Where keys come from.
     *
     * @param setting the key of the configuration
     * @param name what that says, as far as it may be quoted
     */
    private record Source(String setting, String name) {

        ConfigurationException unusable(String reason) {
            return new ConfigurationException(
                    "%s: access tokens cannot be signed with %s: %s. "
                                    .formatted(setting, name, reason)
                            + "It must be a private JSON Web Key Set of ES256 keys, readable by"
                            + " this process; account-service/README.md says how to make one.");
        }
    }

    /**
     * The newest whose time has come, or else the one whose time comes first.
     *
     * @throws IllegalStateException when there is none at all
     */
    SigningKey signingAt(Instant now) {
        if (signing.isEmpty()) {
            throw new IllegalStateException("Tokens are issued elsewhere");
        }
        SigningKey chosen = signing.getFirst();
        for (SigningKey key : signing) {
            boolean ready = !key.from().isAfter(now);
            boolean chosenReady = !chosen.from().isAfter(now);
            boolean better =
                    ready
                            ? !chosenReady || key.from().isAfter(chosen.from())
                            : !chosenReady && key.from().isBefore(chosen.from());
            if (better) {
                chosen = key;
            }
        }
        return chosen;
    }

    List<VerificationKey> verificationKeys() {
        return keys.stream().map(KeySet::verificationKey).toList();
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
