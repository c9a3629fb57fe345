package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.DynamoDbServer;
import dev.cloudshelf.migration.DynamoDbTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** DynamoDB Local with the tables of each service that is built for it. */
final class DynamoDbComponent implements Component {

    private static final int TRIES_MAX = 5;

    private final Path folder;
    private final int port;
    private final Path log;
    private final List<BuiltService> services;

    DynamoDbComponent(Settings settings, List<BuiltService> services) {
        this.folder = settings.dynamoDbFolder();
        this.port = settings.port(Port.DYNAMODB);
        this.log = settings.logs().resolve("dynamodb.log");
        this.services = services;
    }

    @Override
    public String name() {
        return Port.DYNAMODB.purpose();
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
    public Running start(Consumer<ProcessMark> born) throws IOException {
        DynamoDbServer server = DynamoDbServer.persistent(folder, port, log);
        ProcessMark.of(server.process().pid()).ifPresent(born);
        createTables(server);
        return new Up(server);
    }

    /**
     * Right after its start, and on a busy machine, it may be too slow for one request's patience.
     */
    private void createTables(DynamoDbServer server) throws IOException {
        List<Path> definitions = services.stream().map(BuiltService::tables).toList();
        for (int tries = 1; ; tries++) {
            try {
                DynamoDbTables.createOnce(server.endpoint(), definitions, folder.resolve("tables"));
                return;
            } catch (UncheckedIOException e) {
                if (tries == TRIES_MAX || !server.process().isAlive()) {
                    server.close();
                    throw new IOException("%s: %s".formatted(e.getMessage(), e.getCause()), e);
                }
            }
        }
    }

    private record Up(DynamoDbServer server) implements Running {

        @Override
        public void awaitEnd() throws InterruptedException {
            server.process().waitFor();
        }

        @Override
        public String ending() {
            return "exit code " + server.process().exitValue();
        }

        @Override
        public void stop() {
            server.close();
        }
    }
}
