package dev.cloudshelf.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.migration.Login;
import dev.cloudshelf.migration.RdsSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * Brings one service's schema on RDS into shape, from the migrations that its layer holds, as the
 * database's master.
 */
public final class MigrateSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAYER = "/opt/migration";

    private final Surroundings surroundings;
    private final Vault vault;
    private final Path migrations;

    /** For Lambda. */
    public MigrateSchema() {
        this(Surroundings.ofThisFunction(), new SecretsManagerVault(), Path.of(LAYER));
    }

    MigrateSchema(Surroundings surroundings, Vault vault, Path migrations) {
        this.surroundings = surroundings;
        this.vault = vault;
        this.migrations = migrations;
    }

    /**
     * What Lambda calls.
     *
     * @param event of the deployment; nothing in it matters
     * @return what was done, in a sentence
     */
    public String handleRequest(Map<String, Object> event) throws SQLException {
        RdsSchema schema =
                new RdsSchema(
                        surroundings.get("SCHEMA"),
                        Integer.parseInt(surroundings.get("CONNECTIONS_MAX")));
        Login master = master();
        schema.provision(master);
        int applied = schema.migrate(master, migrations);
        return "Schema %s: %d migrations applied.".formatted(schema.name(), applied);
    }

    private Login master() {
        String id = surroundings.get("MASTER_SECRET");
        String value =
                vault.read(id)
                        .orElseThrow(() -> new IllegalStateException("The secret has no value"));
        try {
            JsonNode credentials = JSON.readTree(value);
            return new Login(
                    "jdbc:postgresql://%s/%s?sslmode=%s"
                            .formatted(
                                    surroundings.get("DATABASE_HOST"),
                                    surroundings.get("DATABASE_NAME"),
                                    surroundings.variables().getOrDefault("SSL_MODE", "require")),
                    credentials.path("username").asText(),
                    credentials.path("password").asText());
        } catch (JsonProcessingException e) {
            // Its message would quote the secret.
            throw new IllegalStateException("The master's secret is no JSON");
        }
    }
}
