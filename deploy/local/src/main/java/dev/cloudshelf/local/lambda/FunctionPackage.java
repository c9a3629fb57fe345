package dev.cloudshelf.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A function as {@code ./cloudshelf package} has left it, unpacked, and how it is started. */
final class FunctionPackage {

    /** Ends a process with the one that started it, frozen or not. */
    private static final Path WITH_PARENT = Path.of("/usr/bin/setpriv");

    private final Path folder;
    private final JavaRuntime java;
    private final List<String> javaOptions;
    private final Map<String, String> environment;

    /** The system takes a process's parent to be the thread that started it: this one stays. */
    private final ExecutorService parent =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("parent").daemon().factory());

    /**
     * @param folder where it is unpacked
     * @param javaOptions of an instance, if it is one for the JVM
     * @param environment in addition to this process's own
     */
    FunctionPackage(Path folder, List<String> javaOptions, Map<String, String> environment) {
        this.folder = folder;
        this.java = new JavaRuntime(folder);
        this.javaOptions = List.copyOf(javaOptions);
        this.environment = Map.copyOf(environment);
    }

    /**
     * Unpacks a function, over what is there of an earlier build.
     *
     * @param folder is emptied first
     */
    static void unpack(Path zip, Path folder) {
        try {
            empty(folder);
            try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
                for (ZipEntry entry = entries.getNextEntry();
                        entry != null;
                        entry = entries.getNextEntry()) {
                    write(folder, entry, entries);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + zip, e);
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    private static void write(Path folder, ZipEntry entry, InputStream content) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("It leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        if (file.equals(folder.resolve("bootstrap"))) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /**
     * @param api host and port of the Runtime API that it is to ask
     */
    Process start(String api) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api);
        builder.environment().put("_HANDLER", JavaRuntime.HANDLER);
        builder.environment().put("LAMBDA_TASK_ROOT", folder.toString());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT);
        try {
            return parent.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot start the function in " + folder, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(WITH_PARENT)) {
            command.addAll(List.of(WITH_PARENT.toString(), "--pdeathsig", "KILL"));
        }
        Path bootstrap = folder.resolve("bootstrap");
        if (Files.isExecutable(bootstrap)) {
            command.add(bootstrap.toString());
            return command;
        }
        command.addAll(java.command(folder, javaOptions));
        return command;
    }
}
