package dev.cloudshelf.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL server from its own binaries, as a child of this process, on 127.0.0.1. Works as
 * root too: the server itself then runs in a user namespace, because PostgreSQL refuses root.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private static final String SHARED_BUFFERS = "512MB";

    /** With less, a long import has a checkpoint every few seconds, and writes each page anew. */
    private static final String WAL_MAX = "4GB";

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** A new, empty cluster on a free port, gone when closed. */
    public static PostgresServer temporary() throws IOException {
        return new PostgresServer(start(common()));
    }

    /**
     * A cluster that keeps its data, also when the machine loses power. Nothing but {@link
     * #close()} ends it: whoever starts it decides when its clients are gone.
     *
     * @param folder an existing cluster, or where to make one
     * @param log where its output is appended
     */
    public static PostgresServer persistent(Path folder, int port, Path log) throws IOException {
        PrivateFolder.makeMissing(folder);
        return new PostgresServer(
                start(
                        common().setDataDirectory(folder)
                                .setCleanDataDirectory(false)
                                .setRegisterShutdownHook(false)
                                .setPort(port)
                                // The library turns it off, which is fine for tests only.
                                .setServerConfig("fsync", "on")
                                // The catalogue's indexes at a million books; taken as it is used.
                                .setServerConfig("shared_buffers", SHARED_BUFFERS)
                                .setServerConfig("max_wal_size", WAL_MAX)
                                .setOutputRedirector(
                                        ProcessBuilder.Redirect.appendTo(log.toFile()))));
    }

    /**
     * The library lets everybody write to where it has unpacked the programs, each time. As root it
     * runs them in a user namespace, where they are still the folder's owner.
     */
    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        try {
            return builder.start();
        } finally {
            PrivateFolder.close(binaries());
        }
    }

    private static Path binaries() throws IOException {
        Path working = PrivateFolder.make(ProjectFolder.working());
        return PrivateFolder.make(working.resolve("postgres-binaries"));
    }

    private static EmbeddedPostgres.Builder common() throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries().toFile())
                .setServerConfig("listen_addresses", "127.0.0.1")
                // What was committed stays committed when the server is killed, as on RDS.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setPGStartupWait(START_TIMEOUT);
    }

    public int port() {
        return server.getPort();
    }

    /** JDBC address as the superuser, for provisioning. */
    public String adminUrl() {
        return url() + "?user=postgres";
    }

    /** JDBC address without credentials. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
