package dev.cloudshelf.testkit;

import dev.cloudshelf.embedded.PostgresServer;
import dev.cloudshelf.migration.PostgresSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * One PostgreSQL server per test run, started with the first schema that is asked for.
 *
 * @param name role and schema
 */
public record TestPostgres(int port, String name, String password) {

    private static final String PASSWORD = "test";

    private static final class Running {
        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                PostgresServer server = PostgresServer.temporary();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(PostgresServer server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The schema of the service whose module is being tested, migrated from its own folder. */
    public static TestPostgres schema(String name) {
        PostgresSchema schema = new PostgresSchema(name, PASSWORD);
        try {
            schema.provision(Running.SERVER.adminUrl());
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot provision schema " + name, e);
        }
        schema.migrate(Running.SERVER.url(), Path.of("src/main/resources/db/migration"));
        return new TestPostgres(Running.SERVER.port(), name, PASSWORD);
    }
}
