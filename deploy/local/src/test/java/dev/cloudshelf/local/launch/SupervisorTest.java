package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SupervisorTest {

    @TempDir private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final AtomicInteger starting = new AtomicInteger();
    private final AtomicInteger mostStarting = new AtomicInteger();
    private @Nullable Supervisor supervisor;

    /** A shell in place of a service: up as soon as it has said so. */
    private final class Shell implements Component {

        private final String name;
        private final List<Component> needs;
        private volatile String script;

        Shell(String name, String script, Component... needs) {
            this.name = name;
            this.script = script;
            this.needs = List.of(needs);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public Path log() {
            return folder.resolve(name + ".log");
        }

        @Override
        public List<Component> needs() {
            return needs;
        }

        @Override
        public Running start(Consumer<ProcessMark> born) throws IOException, InterruptedException {
            Files.writeString(log(), "");
            mostStarting.accumulateAndGet(starting.incrementAndGet(), Math::max);
            try {
                return startShell(born);
            } finally {
                starting.decrementAndGet();
            }
        }

        private Running startShell(Consumer<ProcessMark> born)
                throws IOException, InterruptedException {
            Process process =
                    new ProcessBuilder("sh", "-c", script)
                            .redirectErrorStream(true)
                            .redirectOutput(log().toFile())
                            .start();
            ProcessMark.of(process.pid()).ifPresent(born);
            while (!Files.readString(log()).contains("ready")) {
                if (!process.isAlive()) {
                    throw new IOException(name + " ended instead of getting ready");
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            return new Running() {
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
                    if (process.isAlive()) {
                        ended.add(name);
                    }
                    process.destroy();
                }
            };
        }
    }

    private static final int QUICK_DEATHS_MAX = 5;
    private static final String WELL = "echo ready; exec sleep 60";

    private Supervisor supervise(Component... components) {
        return supervise(components.length, components);
    }

    private Supervisor supervise(int startsMax, Component... components) {
        Supervisor made = made(startsMax, components);
        made.start();
        return made;
    }

    private Supervisor made(int startsMax, Component... components) {
        Console console =
                new Console(
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        folder.resolve("launcher.log"),
                        Clock.systemUTC());
        Supervisor made =
                new Supervisor(
                        console,
                        List.of(components),
                        startsMax,
                        () -> {},
                        new Restarts(Duration.ofMillis(50), QUICK_DEATHS_MAX));
        supervisor = made;
        return made;
    }

    @BeforeEach
    void nothingIsSaid() {
        said.reset();
    }

    @AfterEach
    void end() {
        if (supervisor != null) {
            supervisor.end();
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void eachStartsAfterWhatItNeedsAndEndsBeforeIt() throws Exception {
        Shell store = new Shell("store", "sleep 0.3; " + WELL);
        Shell service = new Shell("service", WELL, store);
        Supervisor all = supervise(store, service);
        all.awaitAllUp();

        assertThat(said().indexOf("store ")).isBetween(0, said().indexOf("service "));
        assertThat(all.entries()).extracting(RunState.Entry::state).containsOnly("up");

        all.end();
        assertThat(ended).containsExactly("service", "store");
    }

    @Test
    void someCanBeWaitedForBeforeTheOthers() throws Exception {
        Supervisor all = supervise(new Shell("quick", WELL), new Shell("slow", "sleep 5; " + WELL));
        all.awaitUp(Set.of("quick"));

        assertThat(all.entries())
                .extracting(RunState.Entry::state)
                .containsExactly("up", "starting");
    }

    @Test
    void oneAfterTheOtherTheFirstThatCouldStartDoes() throws Exception {
        Shell store = new Shell("store", "sleep 0.3; " + WELL);
        Shell first = new Shell("first", WELL, store);
        Shell second = new Shell("second", WELL, store);
        Shell without = new Shell("without", WELL);
        Supervisor all = supervise(1, store, first, second, without);

        all.awaitAllUp();

        assertThat(said().lines().filter(line -> line.contains(" up on port ")))
                .extracting(line -> line.strip().replaceFirst(" .*", ""))
                .containsExactly("store", "first", "second", "without");
    }

    @Test
    void onlySoManyStartAtTheSameTime() throws Exception {
        Shell[] shells =
                IntStream.range(0, 6)
                        .mapToObj(i -> new Shell("shell" + i, "sleep 0.1; " + WELL))
                        .toArray(Shell[]::new);
        Supervisor all = supervise(2, shells);

        all.awaitAllUp();

        assertThat(mostStarting.get()).isEqualTo(2);
    }

    @Test
    void whatWaitsForItsTurnEndsAtOnce() throws Exception {
        Shell slow = new Shell("slow", "sleep 30; " + WELL);
        Shell waiting = new Shell("waiting", WELL);
        Supervisor all = supervise(1, slow, waiting);
        await(() -> all.entries().getFirst().pid() != 0);

        assertTimeout(Duration.ofSeconds(15), all::end);

        assertThat(Files.exists(waiting.log())).isFalse();
    }

    @Test
    void oneThatDiesIsShownAndStartedAgain() throws Exception {
        Shell service = new Shell("service", "echo ready; echo last words; exec sleep 60");
        Supervisor all = supervise(service);
        all.awaitAllUp();
        long firstPid = all.entries().getFirst().pid();

        ProcessHandle.of(firstPid).orElseThrow().destroyForcibly();
        await(() -> said().contains("service is up again"));

        assertThat(said()).contains("service died (exit code 137)").contains("    last words");
        RunState.Entry entry = all.entries().getFirst();
        assertThat(entry.pid()).isNotEqualTo(firstPid);
        assertThat(entry.restarts()).isEqualTo(1);
        assertThat(entry.state()).isEqualTo("up");
    }

    @Test
    void oneThatKeepsDyingIsGivenUp() throws Exception {
        Supervisor all = supervise(new Shell("service", "echo ready; sleep 0.05; echo broken"));
        await(() -> said().contains("Giving up on service"));

        assertThat(all.entries().getFirst().state()).isEqualTo("failed");
        assertThat(said().split("service died", -1)).hasSize(6);
    }

    @Test
    void pausesGrowUpToALimit() {
        Restarts restarts = new Restarts(Duration.ofMillis(500), 1000);

        assertThat(restarts.pauseAfter(0)).hasMillis(500);
        assertThat(restarts.pauseAfter(3)).hasMillis(4000);
        assertThat(restarts.pauseAfter(999)).hasMillis(8000);
    }

    @Test
    void oneThatDoesNotStartEndsTheStart() throws Exception {
        Shell well = new Shell("well", WELL);
        Supervisor all = supervise(well, new Shell("ill", "echo no such file; exit 3", well));

        assertThatThrownBy(all::awaitAllUp)
                .hasMessage("ill ended instead of getting ready; nothing is left running.");
        assertThat(said()).contains("ill does not start").contains("    no such file");
        all.end();
        assertThat(ended).containsExactly("well");
    }

    @Test
    void anEndInTheMiddleOfAStartLeavesNothing() throws Exception {
        Supervisor all = supervise(new Shell("slow", "exec sleep 60"));
        await(() -> all.entries().getFirst().pid() > 0);
        long pid = all.entries().getFirst().pid();

        all.end();

        assertThat(ProcessMark.of(pid)).isEmpty();
        assertThat(said()).isEmpty();
    }

    @Test
    void nothingStartsAfterTheEnd() throws Exception {
        Shell service = new Shell("service", WELL);
        Supervisor all = made(1, service);
        all.end();

        all.start();

        assertThatThrownBy(all::awaitAllUp)
                .hasMessage("The run is ending; nothing is left running.");
        assertThat(Files.exists(service.log())).isFalse();
    }

    @Test
    void aDeathAtTheEndIsNoNews() throws Exception {
        Supervisor all = supervise(new Shell("service", WELL));
        all.awaitAllUp();
        all.end();
        TimeUnit.MILLISECONDS.sleep(600);

        assertThat(said()).doesNotContain("died");
    }
}
