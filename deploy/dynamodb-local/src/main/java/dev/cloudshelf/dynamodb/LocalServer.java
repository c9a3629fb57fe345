package dev.cloudshelf.dynamodb;

import java.io.IOException;
import java.lang.reflect.Field;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * Starts DynamoDB Local on the loopback address, and ends it when the process that started it is
 * gone.
 */
public final class LocalServer {

    private static final String LOOPBACK = "127.0.0.1";

    private LocalServer() {}

    /**
     * @param args those of DynamoDB Local: {@code -port N -sharedDb -inMemory} or {@code -dbPath
     *     DIR}
     */
    public static void main(String[] args) throws Exception {
        start(args);
        endWithParent();
    }

    /**
     * @param args as of {@link #main}
     */
    static void start(String... args) throws Exception {
        DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(args);
        bindToLoopback(server);
        server.start();
    }

    /** DynamoDB Local has no option for the address and would listen on every interface. */
    private static void bindToLoopback(DynamoDBProxyServer server)
            throws ReflectiveOperationException {
        Field jetty = DynamoDBProxyServer.class.getDeclaredField("server");
        jetty.setAccessible(true);
        for (var connector : ((Server) jetty.get(server)).getConnectors()) {
            ((ServerConnector) connector).setHost(LOOPBACK);
        }
    }

    /**
     * Standard input is a pipe from the parent; it ends when the parent does, however that died.
     */
    private static void endWithParent() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is ever said; only the end matters.
        }
        System.exit(0);
    }
}
