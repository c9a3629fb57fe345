package dev.cloudshelf.steps;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Makes, once, what nobody should ever see: the key that access tokens are signed with, and the
 * secret that order-service signs in with. What is there stays as it is.
 */
public final class MakeKeys {

    /** A private JSON Web Key Set (RFC 7517), as text. */
    static final String SIGNING_KEYS = "signing_keys";

    static final String SERVICE_CLIENT_SECRET = "service_client_secret";

    /** {@code client-id:SHA-256 of its secret in hex}. */
    static final String SERVICE_CLIENTS = "service_clients";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECRET_BYTES = 32;

    private final Surroundings surroundings;
    private final Vault vault;

    /** For Lambda. */
    public MakeKeys() {
        this(Surroundings.ofThisFunction(), new SecretsManagerVault());
    }

    MakeKeys(Surroundings surroundings, Vault vault) {
        this.surroundings = surroundings;
        this.vault = vault;
    }

    /**
     * What Lambda calls.
     *
     * @param event of the deployment; nothing in it matters
     * @return what was done, in a sentence
     */
    public String handleRequest(Map<String, Object> event) {
        String id = surroundings.get("SECRET_ID");
        Optional<String> present = vault.read(id);
        if (present.isPresent()) {
            return "The keys are there.";
        }
        vault.write(id, make());
        return "The keys were made.";
    }

    private static String make() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        ObjectNode value = JSON.createObjectNode();
        value.put(SIGNING_KEYS, signingKeys());
        value.put(SERVICE_CLIENT_SECRET, text);
        value.put(SERVICE_CLIENTS, "order-service:" + sha256(text));
        return value.toString();
    }

    private static String signingKeys() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(UUID.randomUUID().toString());
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            key.setUse("sig");
            return new JsonWebKeySet(key).toJson(OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException e) {
            throw new IllegalStateException("This Java has no P-256", e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
