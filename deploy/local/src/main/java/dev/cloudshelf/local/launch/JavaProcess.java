package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A service or the gateway: a Java virtual machine of its own that is ready when an address answers
 * 200.
 */
final class JavaProcess implements Component {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(2);
    private static final int POLL_MILLIS = 50;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Port port;
    private final int number;
    private final Path log;
    private final List<Component> needs;
    private final Supplier<List<String>> arguments;
    private final Map<String, String> environment;
    private final URI readiness;
    private final HttpClient http;

    /**
     * @param arguments of {@code java}, at each start anew
     * @param environment in addition to this process's own
     * @param readiness path that answers 200 when it is ready
     */
    JavaProcess(
            Port port,
            Settings settings,
            List<Component> needs,
            Supplier<List<String>> arguments,
            Map<String, String> environment,
            String readiness,
            HttpClient http) {
        this.port = port;
        this.number = settings.port(port);
        this.log = settings.logs().resolve(name() + ".log");
        this.needs = List.copyOf(needs);
        this.arguments = arguments;
        this.environment = Map.copyOf(environment);
        this.readiness = URI.create(settings.url(port) + readiness);
        this.http = http;
    }

    @Override
    public String name() {
        return port == Port.GATEWAY ? "gateway" : port.purpose();
    }

    @Override
    public int port() {
        return number;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public List<Component> needs() {
        return needs;
    }

    @Override
    public Running start(Consumer<ProcessMark> born) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Process process = builder.start();
        ProcessMark.of(process.pid()).ifPresent(born);
        Up up = new Up(process);
        try {
            awaitReady(process);
        } catch (IOException | InterruptedException e) {
            up.stop();
            throw e;
        }
        return up;
    }

    /**
     * In a session of its own, so that Ctrl-C reaches the launcher only, which ends things in
     * order.
     */
    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments.get());
        return command;
    }

    private void awaitReady(Process process) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IOException(
                        "%s ended with code %d instead of getting ready"
                                .formatted(name(), process.exitValue()));
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new IOException(
                        "%s was not ready after %d seconds"
                                .formatted(name(), START_TIMEOUT.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(readiness).timeout(CHECK_TIMEOUT).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private record Up(Process process) implements Running {

        @Override
        public void awaitEnd() throws InterruptedException {
            process.waitFor();
        }

        @Override
        public String ending() {
            return "exit code " + process.exitValue();
        }

        @Override
        public void stop() {
            process.destroy();
            try {
                if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
