package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.PrivateFolder;
import dev.cloudshelf.local.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code ./cloudshelf up}: starts everything, and stays to keep it alive until it is ended. */
final class Up {

    private static final int LOG_CHECK_SECONDS = 2;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final Settings settings;
    private final DataFolder folder;
    private final StateFile stateFile;
    private final AtomicReference<@Nullable Supervisor> supervisor = new AtomicReference<>();
    private volatile boolean ready;
    private volatile boolean ending;

    Up(Settings settings) {
        this.settings = settings;
        this.folder = new DataFolder(settings.data());
        this.stateFile = new StateFile(settings.stateFile());
    }

    void run() throws InterruptedException {
        folder.prepare();
        requireOnlyOne();
        makeFolders();
        Console console =
                new Console(System.out, settings.logs().resolve("launcher.log"), Clock.systemUTC());
        List<String> leftovers = Leftovers.end(settings);
        if (!leftovers.isEmpty()) {
            console.say("Ended what an earlier run left: " + String.join(", ", leftovers));
        }
        List<BuiltService> services = BuiltService.all(settings);
        FreePorts.require(settings, Topology.ports(services));
        if (settings.fresh()) {
            folder.empty();
            // Unless told otherwise, they are in the folder that has just been emptied.
            makeFolders();
            console.say("Starting with empty stores");
        }
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
            Preparations preparations =
                    new Preparations(settings, console, services, http, this::supervisor);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> end(console, preparations), "end"));
            start(console, services, http, preparations.make());
            new CountDownLatch(1).await();
        }
    }

    private void requireOnlyOne() {
        if (!folder.tryLock()) {
            Optional<RunState> running = stateFile.read();
            throw Refusal.failed(
                    "CloudShelf already runs%s: see ./cloudshelf status, or end it with ./cloudshelf down."
                            .formatted(
                                    running.map(state ->
                                                    " at %s (process %d)"
                                                            .formatted(
                                                                    state.url(),
                                                                    state.launcherPid()))
                                            .orElse("")));
        }
    }

    /** Those that somebody chose and that were there before keep the rights that they have. */
    private void makeFolders() {
        try {
            Path working = PrivateFolder.make(settings.root().resolve(".cloudshelf"));
            for (Path made : List.of(settings.logs(), settings.mail())) {
                if (made.startsWith(working) || made.startsWith(settings.data())) {
                    PrivateFolder.make(made);
                } else {
                    PrivateFolder.makeMissing(made);
                }
            }
        } catch (IOException e) {
            throw folder.refusal(e);
        }
    }

    private void start(
            Console console, List<BuiltService> services, HttpClient http, OptionalInt booksThere)
            throws InterruptedException {
        long startNanos = System.nanoTime();
        Secrets secrets = Secrets.in(settings.data());
        List<Component> components = new Topology(settings, secrets, services, http).components();
        Supervisor supervisor = supervisor(console, components);
        Thread.ofVirtual().start(() -> keepLogsSmall(components));
        writeState(supervisor.entries());
        supervisor.start();
        Seed seed = new Seed(settings, secrets, services, http);
        if (!seed.isDone()) {
            supervisor.awaitUp(
                    Seed.SERVICES.stream().map(Port::purpose).collect(Collectors.toSet()));
            console.say("  Seeded %s".formatted(seed.sow(booksThere)));
        }
        supervisor.awaitAllUp();
        ready = true;
        writeState(supervisor.entries());
        tell(console, secrets, Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /**
     * The one that is ended with this process from now on, and whose processes are written down.
     */
    private Supervisor supervisor(Console console, List<Component> components) {
        // The supervisor and the state it writes know each other; only one can be made first.
        Supervisor[] self = new Supervisor[1];
        self[0] =
                new Supervisor(
                        console,
                        components,
                        startsMax(),
                        () -> writeState(self[0].entries()),
                        Restarts.upTo(settings.quickDeathsMax()));
        supervisor.set(self[0]);
        if (ending) {
            // Maybe too late for the end to see it.
            self[0].end();
        }
        return self[0];
    }

    /**
     * A core each: more would not be up sooner together, and those that the seed waits for would be
     * later.
     */
    private static int startsMax() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    private synchronized void writeState(List<RunState.Entry> entries) {
        ProcessMark self =
                ProcessMark.of(ProcessHandle.current().pid())
                        .orElseThrow(() -> new IllegalStateException("This process runs"));
        stateFile.write(
                new RunState(
                        self.bootId(),
                        self.pid(),
                        self.startTicks(),
                        ready,
                        settings.phase().text(),
                        settings.url(Port.GATEWAY),
                        entries));
    }

    private void keepLogsSmall(List<Component> components) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(LOG_CHECK_SECONDS);
                for (Component component : components) {
                    rotate(new LogFile(component.log()));
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    private static void rotate(LogFile log) {
        try {
            log.rotate();
        } catch (UncheckedIOException e) {
            // Most likely the disk is full; a log that grows on is the smaller trouble.
            System.err.println(e.getMessage());
        }
    }

    private void tell(Console console, Secrets secrets, Duration took) {
        StringBuilder text = new StringBuilder();
        text.append("\n  Status page      ").append(settings.url(Port.GATEWAY)).append("/\n");
        text.append("  API              ").append(settings.url(Port.GATEWAY)).append("/api\n");
        text.append("  Definition       ")
                .append(settings.url(Port.GATEWAY))
                .append("/openapi.yaml\n");
        text.append("  Phase            ").append(settings.phase().inWords()).append("\n");
        text.append("  Logs             ").append(settings.logs()).append("\n");
        text.append("  E-mail           ").append(settings.mail()).append("\n");
        for (SeededAccount account : SeededAccount.values()) {
            text.append(
                    "  Account          %s  password %s%n"
                            .formatted(account.email(), secrets.get(account.secret())));
        }
        console.show(text.toString());
        console.say(
                "Ready after %s. Ctrl-C ends everything; the data stays."
                        .formatted(Console.seconds(took)));
    }

    private void end(Console console, Preparations preparations) {
        console.say("Ending");
        preparations.end();
        ending = true;
        Optional.ofNullable(supervisor.get()).ifPresent(Supervisor::end);
        preparations.awaitClean();
        stateFile.delete();
        folder.close();
        console.say("Everything has ended");
    }
}
