package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes PostgreSQL ask for passwords. A new cluster lets everybody on this machine in as superuser,
 * who may run programs as the user that started it.
 */
final class PostgresAccess {

    private static final String RULES =
            """
            # Written by ./cloudshelf up: everybody needs a password.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    /** What the JDBC driver asks when an address has no password in it. */
    private static final String PASSWORD_FILE_PROPERTY = "org.postgresql.pgpassfile";

    private final Path cluster;
    private final Path passwordFile;
    private final Secrets secrets;

    PostgresAccess(Path cluster, Path passwordFile, Secrets secrets) {
        this.cluster = cluster;
        this.passwordFile = passwordFile;
        this.secrets = secrets;
    }

    /** Gives this process the superuser's password; before the server is started. */
    void prepare() throws IOException {
        if (!Files.exists(passwordFile)) {
            Files.createFile(
                    passwordFile,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(passwordFile, "*:*:*:postgres:%s%n".formatted(password()));
        System.setProperty(PASSWORD_FILE_PROPERTY, passwordFile.toString());
    }

    /** Closes the doors of a new cluster; nothing to do for one that was closed before. */
    void close(PostgresServer server) throws IOException, SQLException {
        Path rules = cluster.resolve("pg_hba.conf");
        if (Files.readString(rules).equals(RULES)) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(server.adminUrl());
                Statement statement = connection.createStatement()) {
            // The password is ours, letters, digits and hyphens only; the statement takes no
            // parameter.
            statement.execute("ALTER ROLE postgres PASSWORD '%s'".formatted(password()));
            Files.writeString(rules, RULES);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private String password() {
        return secrets.get("postgres.superuser");
    }
}
