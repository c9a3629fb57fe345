package dev.cloudshelf.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lambda's own runtime for Java, which on AWS is there already: AWS's client for the Runtime API,
 * with all that it needs, as it lies on this process's class path.
 */
final class JavaRuntime {

    static final String HANDLER =
            "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** The client, what it hands events over with, and what it keeps marks in. */
    private static final List<String> FILES = List.of("aws-lambda-java-", "utils-lite-");

    /** Where the client finds its native part. */
    private static final String NATIVE_PART =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final Path nativePart;

    /**
     * @param folder where the client's native part is put. By itself the client writes it to the
     *     same file in /tmp with each start, under the feet of every instance that runs already
     */
    JavaRuntime(Path folder) {
        nativePart = folder.resolve("libaws-lambda-jni.so");
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String resource = "/jni/libaws-lambda-jni.linux-%s.so".formatted(machine);
        try (InputStream content = JavaRuntime.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("Lambda's client for Java has no " + resource);
            }
            Files.copy(content, nativePart, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + nativePart, e);
        }
    }

    /**
     * How an instance is started.
     *
     * @param code the unpacked function
     */
    List<String> command(Path code, List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(
                List.of(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-D" + NATIVE_PART + "=" + nativePart,
                        "-cp",
                        code + ":" + code.resolve("lib") + "/*:" + classPath(),
                        MAIN,
                        HANDLER));
        return command;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":", -1))
                .flatMap(JavaRuntime::jars)
                .filter(JavaRuntime::isOfClient)
                .reduce((one, other) -> one + ":" + other)
                .orElse("");
    }

    private static boolean isOfClient(String jar) {
        String file = jar.substring(jar.lastIndexOf('/') + 1);
        return FILES.stream().anyMatch(file::startsWith);
    }

    private static Stream<String> jars(String part) {
        if (!part.endsWith("/*")) {
            return Stream.of(part);
        }
        try (Stream<Path> files = Files.list(Path.of(part.substring(0, part.length() - 2)))) {
            return files.map(Path::toString).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
