package dev.cloudshelf.local.lambda;

import dev.cloudshelf.local.lambda.Instances.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves one function; the launcher tells it all by environment variables, which the README lists.
 */
public final class LambdaMain {

    /** Path that answers 200 as soon as the function can be invoked; none is started for it. */
    public static final String READY = FunctionServer.READY;

    private static final String PREFIX = "CLOUDSHELF_LAMBDA_";
    private static final int AT_ONCE_MAX = 8;

    /** Four functions share the machine, and each start keeps a core busy for seconds. */
    private static final int STARTING_MAX =
            Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String IDLE_SECONDS = "60";

    private LambdaMain() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> environment = System.getenv();
        String name = required(environment, "NAME");
        int port = Integer.parseInt(required(environment, "PORT"));
        Path folder = Path.of(required(environment, "FOLDER"));
        FunctionPackage.unpack(Path.of(required(environment, "PACKAGE")), folder);
        FunctionPackage code =
                new FunctionPackage(
                        folder,
                        List.of(required(environment, "JAVA_OPTIONS").split(" ", -1)),
                        surroundings(name, port));
        Duration idle =
                Duration.ofSeconds(
                        Long.parseLong(
                                environment.getOrDefault(PREFIX + "IDLE_SECONDS", IDLE_SECONDS)));
        Times times = new Times(name, System.out);
        Instances instances =
                new Instances(
                        name, code, new Limits(AT_ONCE_MAX, STARTING_MAX, TIMEOUT, idle), times);
        FunctionServer server =
                new FunctionServer(
                        name,
                        port,
                        instances,
                        times,
                        others(required(environment, "OTHERS")),
                        Clock.systemUTC());
        String dueWorkSeconds = environment.get(PREFIX + "DUE_WORK_SECONDS");
        if (dueWorkSeconds != null) {
            new DueWorkTimer(
                            instances,
                            Duration.ofSeconds(Long.parseLong(dueWorkSeconds)),
                            System.out)
                    .start();
        }
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    server.close();
                                    System.out.print(times.toJson());
                                }));
        System.out.printf("The function %s is at http://127.0.0.1:%d%n", name, server.port());
    }

    /** What Lambda tells every function, with credentials that nobody checks here. */
    private static Map<String, String> surroundings(String name, int port) {
        return Map.of(
                "AWS_LAMBDA_FUNCTION_NAME", name,
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name,
                "AWS_LAMBDA_LOG_STREAM_NAME", "local",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:" + port);
    }

    /** {@code cart-service=http://127.0.0.1:8082,...}. */
    private static Map<String, URI> others(String text) {
        Map<String, URI> others = new HashMap<>();
        for (String other : text.split(",", -1)) {
            String[] parts = other.split("=", 2);
            others.put(parts[0], URI.create(parts[1]));
        }
        return others;
    }

    private static String required(Map<String, String> environment, String key) {
        String value = environment.get(PREFIX + key);
        if (value == null) {
            throw new IllegalArgumentException(PREFIX + key + " is not set");
        }
        return value;
    }
}
