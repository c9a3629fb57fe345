package dev.cloudshelf.devstores;

import dev.cloudshelf.embedded.PostgresServer;
import dev.cloudshelf.migration.PostgresSchema;
import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of its own for one service, migrated from that service's folder. */
final class DevPostgres implements Startable {

    private static final String PASSWORD = "development";

    private final Path module;
    private final PostgresSchema schema;
    private @Nullable PostgresServer server;

    DevPostgres(Path module, String schema) {
        this.module = module;
        this.schema = new PostgresSchema(schema, PASSWORD);
    }

    @Override
    public void start() {
        try {
            PostgresServer started = PostgresServer.temporary();
            server = started;
            schema.provision(started.adminUrl());
            schema.migrate(started.url(), module.resolve("src/main/resources/db/migration"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot provision schema " + schema.name(), e);
        }
    }

    String reactiveUrl() {
        return "vertx-reactive:postgresql://127.0.0.1:%d/postgres".formatted(running().port());
    }

    String schema() {
        return schema.name();
    }

    String password() {
        return schema.password();
    }

    @Override
    public String getConnectionInfo() {
        return running().url();
    }

    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private PostgresServer running() {
        if (server == null) {
            throw new IllegalStateException("The embedded PostgreSQL is not started");
        }
        return server;
    }
}
