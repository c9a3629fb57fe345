package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.AotRecording;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service's build has left, and how a virtual machine is told to run it: as it was built, or
 * from an AOT cache of its classes (JEP 483, 514), which takes half of the processor time. A cache
 * knows only classes of one plain class path, where Quarkus loads its own way, so that the class
 * path is in a jar made for that.
 */
final class ServiceProgram {

    private static final String BUILT_JAR = "quarkus-run.jar";
    private static final String GENERATED_MAIN = "io.quarkus.runner.GeneratedMain";
    private static final Attributes.Name ADD_OPENS = new Attributes.Name("Add-Opens");

    /** As Quarkus's own main class sets them before it comes to the generated one. */
    private static final List<String> AS_QUARKUS_STARTS =
            List.of(
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                            + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");

    /** A cache that cannot be used is none; nor is each class worth a word that is not in it. */
    private static final String QUIET = "-Xlog:aot*=error,cds*=error,class+path=error";

    private final BuiltService service;
    private final List<String> options;

    /**
     * @param options of the virtual machine, which a cache is good for
     */
    ServiceProgram(BuiltService service, List<String> options) {
        this.service = service;
        this.options = List.copyOf(options);
    }

    /** Arguments of {@code java}. */
    List<String> asBuilt() {
        return with(List.of("-jar", service.application().resolve(BUILT_JAR).toString()));
    }

    /** The same, from the cache if there is one of what is built now. */
    List<String> quickest() throws IOException {
        Path folder = folder();
        return Files.exists(cache(folder))
                ? onOneClassPath(folder, List.of("-XX:AOTCache=" + cache(folder)))
                : asBuilt();
    }

    boolean hasCache() throws IOException {
        return Files.exists(cache(folder()));
    }

    /**
     * The same once for a cache.
     *
     * @param notes where the virtual machine writes what it loaded when it ends
     */
    List<String> recording(Path notes) throws IOException {
        Path folder = folder();
        Files.createDirectories(folder);
        if (Files.notExists(classPathJar(folder))) {
            // Written once: a cache goes by the time of its jars, and others may be recording, too.
            writeClassPath(folder);
        }
        List<String> recording = new ArrayList<>(AotRecording.WITHOUT_PROFILES);
        recording.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + notes));
        return onOneClassPath(folder, recording);
    }

    /** Makes a cache of that, which takes some seconds, and runs nothing. */
    List<String> making(Path notes, Path cache) throws IOException {
        List<String> making = new ArrayList<>(AotRecording.WITHOUT_PROFILES);
        making.addAll(
                List.of(
                        "-XX:AOTMode=create",
                        "-XX:AOTConfiguration=" + notes,
                        "-XX:AOTCache=" + cache));
        return onOneClassPath(folder(), making);
    }

    /** Where this process has a cache made; others may be making the same. */
    Path unfinished() throws IOException {
        return folder().resolve(unfinishedName() + ".aot");
    }

    private static String unfinishedName() {
        return "unfinished-" + ProcessHandle.current().pid();
    }

    /** Puts a finished one where the next start looks, and away what is of no use any more. */
    void keep(Path cache) throws IOException {
        Path folder = folder();
        Files.move(cache, cache(folder), StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path other : files.toList()) {
                if (!other.equals(cache(folder)) && !other.equals(classPathJar(folder))) {
                    Files.deleteIfExists(other);
                }
            }
        }
        try (Stream<Path> builds = Files.list(folders())) {
            for (Path other : builds.toList()) {
                if (!other.equals(folder)) {
                    DataFolder.deleteTree(other);
                }
            }
        }
    }

    /** Where it is, or will be: a virtual machine takes a cache only with what it was made with. */
    private Path folder() throws IOException {
        Fingerprint made =
                new Fingerprint()
                        .add(System.getProperty("java.home"))
                        .add(Runtime.version().toString());
        options.forEach(made::add);
        for (Path jar : classPath()) {
            made.addStamp(jar);
        }
        return folders().resolve(made.text());
    }

    private Path folders() {
        return service.module().resolve(service.target()).resolve("quick-start");
    }

    private Path cache(Path folder) {
        return folder.resolve(service.name() + ".aot");
    }

    private Path classPathJar(Path folder) {
        return folder.resolve(service.name() + ".jar");
    }

    private List<String> onOneClassPath(Path folder, List<String> cacheOptions) {
        List<String> arguments = new ArrayList<>(cacheOptions);
        arguments.add(QUIET);
        arguments.addAll(AS_QUARKUS_STARTS);
        arguments.addAll(List.of("-jar", classPathJar(folder).toString()));
        return with(arguments);
    }

    private List<String> with(List<String> rest) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(rest);
        return arguments;
    }

    /** Nothing but a manifest; a cache takes relative paths only. */
    private void writeClassPath(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, GENERATED_MAIN);
        main.put(
                Attributes.Name.CLASS_PATH,
                classPath().stream()
                        .map(jar -> folder.relativize(jar).toString())
                        .collect(Collectors.joining(" ")));
        try (JarFile built = new JarFile(service.application().resolve(BUILT_JAR).toFile())) {
            String opens = built.getManifest().getMainAttributes().getValue(ADD_OPENS);
            if (opens != null) {
                main.put(ADD_OPENS, opens);
            }
        }
        Path draft = folder.resolve(unfinishedName() + ".jar");
        try (OutputStream file = Files.newOutputStream(draft)) {
            new JarOutputStream(file, manifest).close();
        }
        Files.move(draft, classPathJar(folder), StandardCopyOption.ATOMIC_MOVE);
    }

    /** In Quarkus's order: what it changed before what it was changed from. */
    private List<Path> classPath() throws IOException {
        Path application = service.application();
        List<Path> jars = new ArrayList<>();
        for (String made : List.of("transformed-bytecode.jar", "generated-bytecode.jar")) {
            Path jar = application.resolve("quarkus").resolve(made);
            if (Files.exists(jar)) {
                jars.add(jar);
            }
        }
        for (String folder : List.of("app", "lib/boot", "lib/main")) {
            jars.addAll(jarsIn(application.resolve(folder)));
        }
        return jars;
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
