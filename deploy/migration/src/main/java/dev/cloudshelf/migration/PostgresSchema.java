package dev.cloudshelf.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * One service's corner of a PostgreSQL database: a role that owns a schema, both of the same name.
 *
 * @param name of role and schema, such as {@code catalog}
 * @param password the role's password
 */
public record PostgresSchema(String name, String password) {

    /**
     * Names and passwords stand in statements that take no parameters, so they are kept harmless.
     */
    private static final Pattern NAME = Pattern.compile("[a-z_]{1,63}");

    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    public PostgresSchema {
        requireName(name);
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException(
                    "The password of schema " + name + " needs 1 to 128 letters and digits");
        }
    }

    /**
     * Makes role and schema where they are missing and sets the password; changes no data.
     *
     * @param adminUrl JDBC address with a user that may create roles
     */
    public void provision(String adminUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(roleIfMissing(name));
            statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(name, password));
            statement.execute(schemaIfMissing(name));
        }
    }

    /**
     * Applies what the database does not have yet.
     *
     * @param url JDBC address without credentials
     * @param migrations the service's folder of {@code V1__....sql} files
     * @return how many migrations were applied
     */
    public int migrate(String url, Path migrations) {
        return migrate(Flyway.configure().dataSource(url, name, password), name, migrations);
    }

    static int migrate(FluentConfiguration flyway, String schema, Path migrations) {
        return flyway.defaultSchema(schema)
                .locations("filesystem:" + migrations.toAbsolutePath())
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A schema name has lower-case letters only: " + name);
        }
    }

    static String roleIfMissing(String name) {
        return """
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                CREATE ROLE %1$s LOGIN;
            END IF;
        END $$;
        """
                .formatted(name);
    }

    static String schemaIfMissing(String name) {
        return """
        ALTER ROLE %1$s SET search_path = %1$s, public;
        CREATE SCHEMA IF NOT EXISTS %1$s AUTHORIZATION %1$s;
        -- Trusted extensions of search; they belong to the database and not to a service.
        CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
        CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;
        """
                .formatted(name);
    }
}
