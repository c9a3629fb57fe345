package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.cloud.FreePorts;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long a service takes from the start of its process to the first 200 of its own API. A second
 * process of the service is started, exactly as the running one was, on another port.
 */
record StartUp(LocalCloud cloud, String token, HttpClient http) {

    static final int STARTS = 5;

    private static final int POLL_MILLIS = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** To write down what a start has loaded and linked takes many times as long as the start. */
    private static final Duration WRITTEN = Duration.ofMinutes(3);

    /** What the JVM that writes it is given, which has the service's small heap otherwise. */
    private static final String WRITER_OPTIONS = "-Xmx512m";

    /**
     * One start.
     *
     * @param memoryBytes that were there with the first answer
     */
    record Started(long millis, long memoryBytes) {}

    /** The median of several starts. */
    long medianMillis(Service service) throws IOException, InterruptedException {
        List<String> command = cloud.component(service).process().command();
        long[] millis = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            millis[i] = once(service, command).millis();
        }
        Arrays.sort(millis);
        return millis[STARTS / 2];
    }

    /**
     * Starts it in place of the running one's command, and ends it with its first answer.
     *
     * @throws IOException when it does not answer
     */
    Started once(Service service, List<String> command) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        Process process = untilItAnswers(service, command);
        try {
            return new Started(
                    Duration.ofNanos(System.nanoTime() - startNanos).toMillis(),
                    new OsProcess(process.pid()).memoryBytes());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** As {@link #once}, but then it ends in peace, with time to write down what it has learnt. */
    void trial(Service service, List<String> command) throws IOException, InterruptedException {
        Process process = untilItAnswers(service, command);
        process.destroy();
        if (!process.waitFor(WRITTEN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IOException("A trial of " + service.fullName() + " does not end");
        }
    }

    private Process untilItAnswers(Service service, List<String> command)
            throws IOException, InterruptedException {
        int port = FreePorts.take(1).getFirst();
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(port, path(service))))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer " + token)
                        .timeout(TIMEOUT)
                        .build();
        long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
        Process process = start(service, command, port);
        while (!answers(request)) {
            if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
                process.destroyForcibly().waitFor();
                throw new IOException(
                        "%s does not start by %s".formatted(service.fullName(), command));
            }
            Thread.sleep(POLL_MILLIS);
        }
        return process;
    }

    private Process start(Service service, List<String> command, int port) throws IOException {
        OsProcess model = cloud.component(service).process();
        ProcessBuilder start =
                new ProcessBuilder(command)
                        .directory(model.workingFolder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        start.environment().clear();
        for (String variable : model.environment()) {
            int equals = variable.indexOf('=');
            start.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        start.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        start.environment().put("JDK_AOT_VM_OPTIONS", WRITER_OPTIONS);
        return start.start();
    }

    private boolean answers(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Something that needs the service's store. */
    private static String path(Service service) {
        return switch (service) {
            case CATALOG -> "/books?limit=1";
            case CART -> "/cart";
            case ACCOUNT -> "/accounts/me";
            case ORDER -> "/orders";
        };
    }
}
