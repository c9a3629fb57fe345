package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir private Path folder;
    private Process process = start("sleep", "60");
    private Settings settings = Settings.of(Path.of("/x"), List.of(), Map.of());

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void useFolder() {
        settings =
                Settings.of(
                        Path.of("/checkout"),
                        List.of(),
                        Map.of("CLOUDSHELF_DATA", folder.toString()));
    }

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    private void remember(ProcessMark mark) {
        new StateFile(settings.stateFile())
                .write(
                        new RunState(
                                mark.bootId(),
                                1,
                                1,
                                true,
                                "hybrid",
                                "http://127.0.0.1:8080",
                                List.of(
                                        new RunState.Entry(
                                                "cart-service",
                                                8082,
                                                mark.pid(),
                                                mark.startTicks(),
                                                "up",
                                                0,
                                                "x.log"))));
    }

    private ProcessMark mark() {
        return ProcessMark.of(process.pid()).orElseThrow();
    }

    @Test
    void whatTheLastRunLeftIsEnded() throws InterruptedException {
        remember(mark());

        assertThat(Leftovers.end(settings)).containsExactly("cart-service");

        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(settings.stateFile()).doesNotExist();
    }

    @Test
    void anotherProcessWithTheSameIdIsNotTouched() {
        ProcessMark earlier =
                new ProcessMark(process.pid(), mark().startTicks() - 1, mark().bootId());
        remember(earlier);

        assertThat(Leftovers.end(settings)).isEmpty();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessOfAnotherBootIsNotTouched() {
        remember(new ProcessMark(process.pid(), mark().startTicks(), "another boot"));

        assertThat(Leftovers.end(settings)).isEmpty();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aDamagedStateFileEndsNothing() throws IOException {
        Files.writeString(settings.stateFile(), "{\"components\": [{\"pid\": " + process.pid());

        assertThat(Leftovers.end(settings)).isEmpty();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessThatDoesNotListenIsEndedAllTheSame() throws Exception {
        process.destroyForcibly();
        process = start("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done");
        assertThat(process.inputReader().readLine()).isEqualTo("deaf");

        assertThat(mark().end(Duration.ofMillis(300))).isTrue();

        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anEndedProcessIsNotAlive() throws InterruptedException {
        ProcessMark mark = mark();
        assertThat(mark.isAlive()).isTrue();
        assertThat(mark.memoryBytes()).isPositive();
        assertThat(mark.uptime()).isBetween(Duration.ZERO, Duration.ofSeconds(30));

        process.destroyForcibly().waitFor();

        assertThat(mark.isAlive()).isFalse();
        assertThat(mark.memoryBytes()).isZero();
        assertThat(mark.end(Duration.ofSeconds(1))).isFalse();
    }

    @Test
    void aServerIsKnownByTheClusterItServes() throws IOException {
        Path cluster = Files.createDirectory(folder.resolve("postgres"));
        Files.writeString(cluster.resolve("postmaster.pid"), process.pid() + "\n" + cluster + "\n");
        assertThat(Leftovers.postmaster(cluster)).as("some other process").isEmpty();

        process.destroyForcibly();
        process = start("sh", "-c", "sleep 60; exit", cluster.toString());
        Files.writeString(cluster.resolve("postmaster.pid"), process.pid() + "\n" + cluster + "\n");
        assertThat(Leftovers.postmaster(cluster)).contains(mark());
    }
}
