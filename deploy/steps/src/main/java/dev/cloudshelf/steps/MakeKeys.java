package dev.cloudshelf.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Makes, once, what nobody should ever see: the key that access tokens are signed with, the secrets
 * of the service clients, and the keys of digests and of second factors. What is there stays as it
 * is; what a later release needs besides is added.
 */
public final class MakeKeys {

    /** A private JSON Web Key Set (RFC 7517), as text. */
    static final String SIGNING_KEYS = "signing_keys";

    /** What order-service signs in with. */
    static final String SERVICE_CLIENT_SECRET = "service_client_secret";

    /** What whoever administers the shop signs in with to create administrators' accounts. */
    static final String ADMIN_CLIENT_SECRET = "admin_client_secret";

    /** Client ids with the digests of their secrets, and with their scopes. */
    static final String SERVICE_CLIENTS = "service_clients";

    /** What the security log's digests of addresses are keyed with. */
    static final String SECURITY_LOG_KEY = "security_log_key";

    /** What account-service encrypts the secrets of second factors with: 32 bytes in Base64. */
    static final String SECOND_FACTOR_KEY = "second_factor_key";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
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
        ObjectNode value = present.map(MakeKeys::parse).orElseGet(JSON::createObjectNode);
        ObjectNode before = value.deepCopy();
        complete(value);
        if (value.equals(before)) {
            return "The keys are there.";
        }
        vault.write(id, value.toString());
        return present.isPresent() ? "Missing keys were added." : "The keys were made.";
    }

    private static ObjectNode parse(String value) {
        try {
            if (JSON.readTree(value) instanceof ObjectNode members) {
                return members;
            }
        } catch (JsonProcessingException e) {
            // Its message would quote the secret.
        }
        throw new IllegalStateException("The shop's secret is not a JSON object");
    }

    private static void complete(ObjectNode value) {
        putIfMissing(value, SIGNING_KEYS, MakeKeys::signingKeys);
        putIfMissing(value, SERVICE_CLIENT_SECRET, MakeKeys::urlSafe);
        putIfMissing(value, ADMIN_CLIENT_SECRET, MakeKeys::urlSafe);
        putIfMissing(value, SECURITY_LOG_KEY, MakeKeys::urlSafe);
        putIfMissing(
                value,
                SECOND_FACTOR_KEY,
                () -> Base64.getEncoder().encodeToString(random(SECRET_BYTES)));
        value.put(
                SERVICE_CLIENTS,
                ServiceClientList.parse(value.path(SERVICE_CLIENTS).asText())
                        .with(
                                "order-service",
                                value.path(SERVICE_CLIENT_SECRET).asText(),
                                "carts+stock+accounts.read")
                        .with(
                                "admin-cli",
                                value.path(ADMIN_CLIENT_SECRET).asText(),
                                "accounts.create")
                        .render());
    }

    private static void putIfMissing(ObjectNode value, String member, Supplier<String> made) {
        if (value.path(member).asText().isEmpty()) {
            value.put(member, made.get());
        }
    }

    private static String urlSafe() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
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
}
