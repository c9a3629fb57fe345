package dev.cloudshelf.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * DynamoDB Local as a child process on 127.0.0.1: in a service's own virtual machine its logging
 * and its AWS SDK would clash with the service's. It ends by itself when this process ends.
 */
public final class DynamoDbServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final int CONNECT_TIMEOUT_MILLIS = 200;
    private static final int POLL_MILLIS = 50;

    private final Process process;
    private final int port;

    private DynamoDbServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Tables in memory on a free port. */
    public static DynamoDbServer temporary() throws IOException {
        return start(freePort(), List.of("-inMemory"), ProcessBuilder.Redirect.DISCARD);
    }

    /**
     * Tables that are kept.
     *
     * @param folder where its database file is, or will be
     * @param log where its output is appended
     */
    public static DynamoDbServer persistent(Path folder, int port, Path log) throws IOException {
        PrivateFolder.makeMissing(folder);
        return start(
                port,
                List.of("-dbPath", folder.toString()),
                ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private static DynamoDbServer start(
            int port, List<String> storage, ProcessBuilder.Redirect output) throws IOException {
        List<String> command = new DynamoDbProgram().server();
        command.addAll(List.of("-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)));
        command.addAll(storage);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        DynamoDbServer server = new DynamoDbServer(process, port);
        server.awaitReady();
        return server;
    }

    private void awaitReady() throws IOException {
        long deadlineNanos = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!accepts()) {
            if (!process.isAlive()) {
                throw new IOException("DynamoDB Local ended with code " + process.exitValue());
            }
            if (System.nanoTime() > deadlineNanos) {
                process.destroyForcibly();
                throw new IOException("DynamoDB Local was not ready in time");
            }
            sleep();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting DynamoDB Local", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
