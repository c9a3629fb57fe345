package dev.cloudshelf.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * One service's corner of a PostgreSQL on Amazon RDS: as {@link PostgresSchema}, but the role has
 * no password and signs in by IAM. The master, who is no superuser there, does all of it.
 *
 * @param name of role and schema, such as {@code catalog}
 * @param connectionsMax how many connections the role may have, so that one service cannot take all
 */
public record RdsSchema(String name, int connectionsMax) {

    public RdsSchema {
        PostgresSchema.requireName(name);
        if (connectionsMax < 1) {
            throw new IllegalArgumentException("A role needs a connection");
        }
    }

    /**
     * Makes role and schema where they are missing; changes no data.
     *
     * @param master may create roles, and may grant {@code rds_iam}
     */
    public void provision(Login master) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                master.url(), master.user(), master.password());
                Statement statement = connection.createStatement()) {
            statement.execute(PostgresSchema.roleIfMissing(name));
            statement.execute(
                    """
                    GRANT rds_iam TO %1$s;
                    ALTER ROLE %1$s CONNECTION LIMIT %2$d;
                    -- Only a member may give things to a role, or act as it.
                    GRANT %1$s TO CURRENT_USER;
                    """
                            .formatted(name, connectionsMax));
            statement.execute(PostgresSchema.schemaIfMissing(name));
        }
    }

    /**
     * Applies what the database does not have yet, as the service's role, which owns what it makes.
     *
     * @param migrations the service's folder of {@code V1__....sql} files
     * @return how many migrations were applied
     */
    public int migrate(Login master, Path migrations) {
        return PostgresSchema.migrate(
                Flyway.configure()
                        .dataSource(master.url(), master.user(), master.password())
                        .initSql("SET ROLE %1$s; SET search_path = %1$s, public".formatted(name)),
                name,
                migrations);
    }
}
