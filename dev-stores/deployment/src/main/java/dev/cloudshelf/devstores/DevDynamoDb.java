package dev.cloudshelf.devstores;

import dev.cloudshelf.embedded.DynamoDbServer;
import dev.cloudshelf.migration.DynamoDbTables;
import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A DynamoDB Local of its own for one service, with that service's tables. */
final class DevDynamoDb implements Startable {

    private final Path module;
    private @Nullable DynamoDbServer server;

    DevDynamoDb(Path module) {
        this.module = module;
    }

    @Override
    public void start() {
        try {
            DynamoDbServer started = DynamoDbServer.temporary();
            server = started;
            DynamoDbTables.create(
                    started.endpoint(), module.resolve("src/main/resources/db/dynamodb"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start DynamoDB Local", e);
        }
    }

    @Override
    public String getConnectionInfo() {
        if (server == null) {
            throw new IllegalStateException("DynamoDB Local is not started");
        }
        return server.endpoint().toString();
    }

    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
