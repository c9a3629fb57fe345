package dev.cloudshelf.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.embedded.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class MigrateSchemaTest {

    private static PostgresServer server;
    private static final MemoryVault VAULT = new MemoryVault();

    @TempDir Path folder;

    /** The master of RDS: may create roles, databases' extensions, and grant rds_iam. */
    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.temporary();
        execute(
                """
                CREATE ROLE rds_iam;
                CREATE ROLE master LOGIN CREATEROLE PASSWORD 'master';
                GRANT rds_iam TO master WITH ADMIN OPTION;
                GRANT CREATE ON DATABASE postgres TO master;
                GRANT CREATE ON SCHEMA public TO master;
                """);
        VAULT.write("master", "{\"username\":\"master\",\"password\":\"master\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "catalog-service, catalog, books",
        "account-service, account, users",
        "order-service, orders, orders"
    })
    void aServiceFindsItsTablesAndOwnsThem(String module, String schema, String table)
            throws Exception {
        Path migrations =
                Path.of(System.getProperty("cloudshelf.root"))
                        .resolve(module)
                        .resolve("src/main/resources/db/migration");

        assertThat(step(schema, migrations).handleRequest(Map.of()))
                .startsWith("Schema " + schema)
                .doesNotContain(" 0 ");

        assertThat(
                        text(
                                "SELECT tableowner FROM pg_tables WHERE schemaname = '%s' AND tablename = '%s'"
                                        .formatted(schema, table)))
                .isEqualTo(schema);
        assertThat(step(schema, migrations).handleRequest(Map.of()))
                .isEqualTo("Schema %s: 0 migrations applied.".formatted(schema));
    }

    @Test
    void theRoleSignsInByIamAloneAndCannotTakeAllConnections() throws Exception {
        step("readers", folder).handleRequest(Map.of());

        assertThat(text("SELECT pg_has_role('readers', 'rds_iam', 'member')")).isEqualTo("t");
        assertThat(text("SELECT rolpassword IS NULL FROM pg_authid WHERE rolname = 'readers'"))
                .isEqualTo("t");
        assertThat(text("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'readers'"))
                .isEqualTo("7");
    }

    @Test
    void aMigrationThatFailsFailsTheDeployment() throws Exception {
        Files.writeString(folder.resolve("V1__wrong.sql"), "CREATE TABLE;");

        assertThatThrownBy(() -> step("failing", folder).handleRequest(Map.of()))
                .hasMessageContaining("V1__wrong.sql");
    }

    private static MigrateSchema step(String schema, Path migrations) {
        return new MigrateSchema(
                new Surroundings(
                        Map.of(
                                "SCHEMA", schema,
                                "CONNECTIONS_MAX", "7",
                                "MASTER_SECRET", "master",
                                "DATABASE_HOST", "127.0.0.1:" + server.port(),
                                "DATABASE_NAME", "postgres",
                                "SSL_MODE", "disable")),
                VAULT,
                migrations);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.adminUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.adminUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
