package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.CacheMakers;
import dev.cloudshelf.embedded.PrivateFolder;
import dev.cloudshelf.local.Refusal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Has services run once for nothing but AOT caches, from which they start from then on: those that
 * were built since they last did, with stores of their own beside whatever runs.
 */
final class ServiceRehearsal {

    /** Of a core. */
    private static final int SECONDS_EACH = 16;

    private final Settings settings;
    private final List<BuiltService> services;
    private final HttpClient http;
    private final CacheMakers makers;

    /**
     * @param makers those that make its caches run among
     */
    ServiceRehearsal(
            Settings settings, List<BuiltService> services, HttpClient http, CacheMakers makers) {
        this.settings = settings;
        this.services = services;
        this.http = http;
        this.makers = makers;
    }

    /** Those that would start slowly; none when quick starts are not wanted. */
    List<BuiltService> due() throws IOException {
        List<BuiltService> due = new ArrayList<>();
        if (settings.startsQuickly()) {
            for (BuiltService service : services) {
                if (!Topology.program(settings, service).hasCache()) {
                    due.add(service);
                }
            }
        }
        return due;
    }

    /** How long it takes, about. */
    static int seconds(int services, int cores) {
        return Math.ceilDiv(services * SECONDS_EACH, Math.clamp(cores, 1, services));
    }

    /**
     * @param due some of the services
     * @param supervisor of components, which it has not started yet; ended when this returns
     * @param log where what makes the caches may complain
     * @throws IOException when one of them has no cache after it
     * @throws Refusal when one of them does not start
     */
    void play(List<BuiltService> due, Function<List<Component>, Supervisor> supervisor, Path log)
            throws IOException, InterruptedException {
        // Nobody else's: a data folder has one launcher, and what is there was left by a dead one.
        Path stage = settings.data().resolve("rehearsal");
        clear(stage);
        PrivateFolder.make(stage);
        try {
            record(due, stage, supervisor);
            makeAll(due, stage, log);
        } finally {
            clear(stage);
        }
    }

    private static void clear(Path stage) throws IOException {
        if (Files.exists(stage)) {
            DataFolder.deleteTree(stage);
        }
    }

    private void record(
            List<BuiltService> due, Path stage, Function<List<Component>, Supervisor> supervisor)
            throws IOException, InterruptedException {
        Settings apart = settings.apart(stage, freePorts());
        PrivateFolder.make(apart.logs());
        Map<BuiltService, List<String>> recording = new ConcurrentHashMap<>();
        for (BuiltService service : due) {
            recording.put(
                    service, Topology.program(apart, service).recording(notes(stage, service)));
        }
        List<Component> all =
                new Topology(
                                apart,
                                Secrets.in(stage),
                                services,
                                http,
                                service -> recording.getOrDefault(service, List.of()))
                        .components();
        Supervisor running = supervisor.apply(withNeeds(due, all));
        try {
            running.start();
            running.awaitAllUp();
        } finally {
            running.end();
        }
    }

    private static Map<Port, Integer> freePorts() throws IOException {
        Map<Port, Integer> free = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            free.put(port, FreePorts.any());
        }
        return free;
    }

    /** The components of these services and the stores that they need, in the order of all. */
    private static List<Component> withNeeds(List<BuiltService> due, List<Component> all) {
        Set<String> names = due.stream().map(BuiltService::name).collect(Collectors.toSet());
        Set<Component> wanted = new LinkedHashSet<>();
        for (Component component : all) {
            if (names.contains(component.name())) {
                wanted.add(component);
                wanted.addAll(component.needs());
            }
        }
        return all.stream().filter(wanted::contains).toList();
    }

    private static Path notes(Path stage, BuiltService service) {
        return stage.resolve(service.name() + ".aotconf");
    }

    /** As many at a time as there are cores. */
    private void makeAll(List<BuiltService> due, Path stage, Path log)
            throws IOException, InterruptedException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (BuiltService service : due) {
            tasks.add(() -> {
                make(service, stage, log);
                return null;
            });
        }
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void make(BuiltService service, Path stage, Path log)
            throws IOException, InterruptedException {
        Path notes = notes(stage, service);
        if (Files.notExists(notes)) {
            throw new IOException(service.name() + " wrote down nothing when it ended");
        }
        ServiceProgram program = Topology.program(settings, service);
        Path unfinished = program.unfinished();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.making(notes, unfinished));
        try {
            int exitCode = makers.run(service.name(), command, log);
            if (exitCode == 0 && Files.exists(unfinished)) {
                program.keep(unfinished);
            } else if (!program.hasCache()) {
                throw new IOException(
                        "What makes the cache of %s ended with code %d"
                                .formatted(service.name(), exitCode));
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
