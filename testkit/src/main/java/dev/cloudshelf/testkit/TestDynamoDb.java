package dev.cloudshelf.testkit;

import dev.cloudshelf.embedded.DynamoDbServer;
import dev.cloudshelf.migration.DynamoDbTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/** One DynamoDB Local per test run, started when first asked for. */
public final class TestDynamoDb {

    private static final class Running {
        static final DynamoDbServer SERVER = start();

        private static DynamoDbServer start() {
            try {
                DynamoDbServer server = DynamoDbServer.temporary();
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TestDynamoDb() {}

    /**
     * @return the endpoint, with the tables of the service whose module is being tested
     */
    public static URI withTables() {
        DynamoDbTables.create(Running.SERVER.endpoint(), Path.of("src/main/resources/db/dynamodb"));
        return Running.SERVER.endpoint();
    }
}
