package dev.cloudshelf.account.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The service as a build for one store makes it, whatever store this build is for. */
public abstract class BuiltFor implements QuarkusTestProfile {

    /** One service client, with the secret {@code order-secret}. */
    private static final String CLIENTS =
            "order-service:ce34e9f9b16e5eb8c484fffc8f893176f82e1fae03008a7389a481511538a0d9"
                    + ":carts+stock+accounts.read+accounts.create";

    private final String store;

    private BuiltFor(String store) {
        this.store = store;
    }

    /** On PostgreSQL. */
    public static class Postgres extends BuiltFor {

        public Postgres() {
            super("postgres");
        }
    }

    /** On DynamoDB. */
    public static class DynamoDb extends BuiltFor {

        public DynamoDb() {
            super("dynamodb");
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>();
        // What the other store's build may have set.
        overrides.put("cloudshelf.dev-stores.postgres-schema", "");
        overrides.put("cloudshelf.dev-stores.dynamodb", "false");
        overrides.putAll(configurationOf(store));
        // This service verifies tokens with its own keys, and asks nobody.
        overrides.put("mp.jwt.verify.publickey.location", "http://127.0.0.1:1/nobody-listens");
        overrides.put("cloudshelf.service-clients", CLIENTS);
        overrides.put("cloudshelf.tokens.refresh-grace-seconds", "1");
        overrides.put("cloudshelf.password-resets.every", "0.2s");
        overrides.put("cloudshelf.email-verification.every", "0.2s");
        // Everybody here comes from one address.
        overrides.put("cloudshelf.throttle.registration-tries", "100000");
        overrides.put("cloudshelf.throttle.reset-tries", "100000");
        overrides.put(
                "cloudshelf.throttle.address-tries",
                Integer.toString(ThrottleContract.ADDRESS_TRIES));
        return overrides;
    }

    private static Map<String, String> configurationOf(String store) {
        Path file = Path.of("src/main/store-" + store, "META-INF/microprofile-config.properties");
        Properties configuration = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            configuration.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> entries = new HashMap<>();
        configuration
                .stringPropertyNames()
                .forEach(name -> entries.put(name, configuration.getProperty(name)));
        return entries;
    }
}
