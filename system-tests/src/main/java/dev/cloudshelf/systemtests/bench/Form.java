package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.cloud.Project;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a service is built as, and how that is started. */
enum Form {
    JVM("JVM"),
    /**
     * The same on one class path, with all that a trial has loaded and linked in a file (JEP 514).
     */
    CACHED("JVM, AOT cache"),
    /** Where it has been built; that needs a GraalVM. */
    NATIVE("native");

    private static final String JAR = "-jar";

    /** As a function is started: what the optimizing compiler would gain comes after the start. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private final String words;

    Form(String words) {
        this.words = words;
    }

    String inWords() {
        return words;
    }

    /**
     * @param running how the local cloud has started it on the JVM
     * @param cache where a trial leaves its file
     * @return empty where it has not been built
     */
    Optional<List<String>> command(Service service, List<String> running, Path cache)
            throws IOException {
        return switch (this) {
            case JVM -> Optional.of(running);
            case CACHED ->
                    Optional.of(withJar(running, jarOf(service), List.of("-XX:AOTCache=" + cache)));
            case NATIVE -> executable(service).map(file -> List.of(file.toString()));
        };
    }

    /** How the file of {@link #CACHED} is made, which is written when the process ends. */
    static List<String> trial(Service service, List<String> running, Path cache) {
        return withJar(running, jarOf(service), List.of("-XX:AOTCacheOutput=" + cache));
    }

    private static List<String> withJar(List<String> running, Path jar, List<String> options) {
        List<String> command = new ArrayList<>(running);
        int at = command.indexOf(JAR);
        command.set(at + 1, jar.toString());
        command.addAll(at, options);
        command.add(at, FIRST_COMPILER);
        return command;
    }

    private static Path jarOf(Service service) {
        return target(service).resolve("server-cached/quarkus-run.jar");
    }

    private static Optional<Path> executable(Service service) throws IOException {
        Path folder = target(service).resolve("server-native");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private static Path target(Service service) {
        return Project.root().resolve(service.fullName()).resolve("target");
    }
}
