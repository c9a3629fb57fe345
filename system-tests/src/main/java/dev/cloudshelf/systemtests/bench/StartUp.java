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

/**
 * How long a service takes from the start of its process to the first 200 of its own API. A second
 * process of the service is started, exactly as the running one was, on another port.
 */
record StartUp(LocalCloud cloud, String token, HttpClient http) {

    static final int STARTS = 5;

    private static final int POLL_MILLIS = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The median of several starts. */
    long medianMillis(Service service) throws IOException, InterruptedException {
        long[] millis = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            millis[i] = once(service);
        }
        Arrays.sort(millis);
        return millis[STARTS / 2];
    }

    private long once(Service service) throws IOException, InterruptedException {
        OsProcess model = cloud.component(service).process();
        int port = FreePorts.take(1).getFirst();
        ProcessBuilder start =
                new ProcessBuilder(model.command())
                        .directory(model.workingFolder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        start.environment().clear();
        for (String variable : model.environment()) {
            int equals = variable.indexOf('=');
            start.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        start.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(port, path(service))))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer " + token)
                        .timeout(TIMEOUT)
                        .build();
        long startNanos = System.nanoTime();
        Process process = start.start();
        try {
            while (!answers(request)) {
                if (!process.isAlive() || System.nanoTime() - startNanos > TIMEOUT.toNanos()) {
                    throw new IOException("A second " + service.fullName() + " does not start");
                }
                Thread.sleep(POLL_MILLIS);
            }
            return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
        } finally {
            process.destroyForcibly().waitFor();
        }
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
