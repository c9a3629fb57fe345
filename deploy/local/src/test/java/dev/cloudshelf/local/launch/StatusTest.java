package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {

    private static final ProcessMark SELF =
            ProcessMark.of(ProcessHandle.current().pid()).orElseThrow();

    @TempDir private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private boolean status() {
        Settings settings =
                Settings.of(
                        Path.of("/checkout"),
                        List.of(),
                        Map.of("CLOUDSHELF_DATA", folder.toString()));
        said.reset();
        return new Status(settings, new PrintStream(said, true, StandardCharsets.UTF_8)).print();
    }

    private void write(long launcherTicks, RunState.Entry... entries) {
        new StateFile(folder.resolve("state.json"))
                .write(
                        new RunState(
                                SELF.bootId(),
                                SELF.pid(),
                                launcherTicks,
                                true,
                                "1",
                                "http://127.0.0.1:8080",
                                List.of(entries)));
    }

    private static RunState.Entry entry(String state, long startTicks) {
        return new RunState.Entry("cart-service", 8082, SELF.pid(), startTicks, state, 2, "x.log");
    }

    @Test
    void aRunThatIsUpIsUp() {
        write(SELF.startTicks(), entry("up", SELF.startTicks()));

        assertThat(status()).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern("cart-service +%d +8082 +up +\\d+ MB".formatted(SELF.pid()))
                .contains("Phase 1, on DynamoDB alone.");
    }

    @Test
    void whatIsWrittenDownAsUpAndIsGoneIsDown() {
        write(SELF.startTicks(), entry("up", SELF.startTicks() - 5));

        assertThat(status()).isFalse();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern("cart-service +- +8082 +down");
    }

    @Test
    void aKilledLauncherIsSaid() {
        write(SELF.startTicks() - 5, entry("up", SELF.startTicks()));

        assertThat(status()).isFalse();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("The launcher was killed");
    }

    @Test
    void nothingRunsWhereNothingIsWrittenDown() {
        assertThat(status()).isFalse();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("does not run");
    }

    @Test
    void uptimeIsReadable() {
        assertThat(Status.readable(Duration.ofSeconds(3725))).isEqualTo("1:02:05");
        assertThat(Status.readable(Duration.ofHours(50))).isEqualTo("2d 2h");
    }
}
