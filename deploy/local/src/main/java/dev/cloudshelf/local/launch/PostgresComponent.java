package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.PostgresServer;
import dev.cloudshelf.migration.PostgresSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.flywaydb.core.api.FlywayException;

/** PostgreSQL with one schema for each service that is built for it. */
final class PostgresComponent implements Component {

    private static final int POLL_MILLIS = 200;

    private final Path cluster;
    private final int port;
    private final Path log;
    private final PostgresAccess access;
    private final List<BuiltService> services;
    private final Secrets secrets;

    PostgresComponent(Settings settings, Secrets secrets, List<BuiltService> services) {
        this.cluster = settings.data().resolve("postgres");
        this.port = settings.port(Port.POSTGRES);
        this.log = settings.logs().resolve("postgres.log");
        this.access = new PostgresAccess(cluster, settings.data().resolve("pgpass"), secrets);
        this.services = services;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return Port.POSTGRES.purpose();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public List<Component> needs() {
        return List.of();
    }

    @Override
    public Running start(Consumer<ProcessMark> born) throws IOException, InterruptedException {
        access.prepare();
        PostgresServer server = PostgresServer.persistent(cluster, port, log);
        ProcessMark process =
                Leftovers.postmaster(cluster)
                        .orElseThrow(() -> new IOException("PostgreSQL ended at once"));
        born.accept(process);
        try {
            access.close(server);
            for (BuiltService service : services) {
                PostgresSchema schema =
                        new PostgresSchema(service.schema(), secrets.get(service.schemaSecret()));
                schema.provision(server.adminUrl());
                schema.migrate(server.url(), service.migrations());
            }
        } catch (SQLException | FlywayException e) {
            server.close();
            throw new IOException("Cannot make the schemas: " + e.getMessage(), e);
        }
        return new Up(server, process);
    }

    private record Up(PostgresServer server, ProcessMark process) implements Running {

        /** The server is nobody's child, so it can only be looked at. */
        @Override
        public void awaitEnd() throws InterruptedException {
            while (process.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }

        @Override
        public String ending() {
            return "it is gone";
        }

        /** Also after the server has died: the folder's lock is held in this process. */
        @Override
        public void stop() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot stop PostgreSQL", e);
            }
        }
    }
}
