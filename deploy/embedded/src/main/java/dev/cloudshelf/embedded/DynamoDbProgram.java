package dev.cloudshelf.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What deploy/dynamodb-local has built, and how a virtual machine is told to run it. */
final class DynamoDbProgram {

    /** The optimizing compiler waits four times as long as usual; under load that is no time. */
    private static final List<String> OPTIMIZE_LATER =
            List.of(
                    "-XX:Tier4InvocationThreshold=20000",
                    "-XX:Tier4MinInvocationThreshold=2400",
                    "-XX:Tier4CompileThreshold=60000",
                    "-XX:Tier4BackEdgeThreshold=160000");

    private final Path target = ProjectFolder.root().resolve("deploy/dynamodb-local/target");
    private final Path libraries = target.resolve("server");

    /**
     * @throws IOException when it is not built
     */
    DynamoDbProgram() throws IOException {
        if (!Files.isDirectory(libraries)) {
            throw new IOException(
                    "DynamoDB Local is not built yet: run 'mvn install -DskipTests' once");
        }
    }

    /** The command that runs it as a server, from its cache if it has one. */
    List<String> server() throws IOException {
        List<String> options = new ArrayList<>(OPTIMIZE_LATER);
        if (hasCache()) {
            options.add("-XX:AOTCache=" + cache());
        }
        return command(options, "LocalServer");
    }

    /**
     * The command that makes a cache; only the same virtual machine with the same options takes it.
     */
    List<String> rehearsal(Path cache) {
        List<String> options = new ArrayList<>(AotRecording.WITHOUT_PROFILES);
        options.add("-XX:AOTCacheOutput=" + cache);
        return command(options, "Rehearsal");
    }

    private List<String> command(List<String> options, String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // Java 25 warns at each start of an adapter that it makes anew.
        command.add("-Xlog:aot*=error");
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dsqlite4java.library.path=" + libraries,
                        "-cp",
                        libraries + "/*",
                        "dev.cloudshelf.dynamodb." + main));
        return command;
    }

    /** Where the cache for this version of Java is, or will be. */
    Path cache() {
        return target.resolve("dynamodb-local-%s.aot".formatted(Runtime.version()));
    }

    /** Whether there is a cache, made after all that it is made of. */
    boolean hasCache() throws IOException {
        if (!Files.exists(cache())) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(cache());
        try (Stream<Path> jars = Files.list(libraries)) {
            for (Path jar : jars.toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
