package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.embedded.CacheMakers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CacheMakersTest {

    private static final int PATIENCE_SECONDS = 20;

    private final CacheMakers makers = new CacheMakers();

    @TempDir private Path folder;

    @Test
    void codeAndWordsAreThoseOfTheProcess() throws Exception {
        Path log = Files.writeString(folder.resolve("log"), "before\n");

        assertThat(makers.run("x", List.of("sh", "-c", "echo out; echo err >&2; exit 3"), log))
                .isEqualTo(3);

        assertThat(log).content().isEqualTo("before\nout\nerr\n");
    }

    @Test
    void whatRunsEndsWithItsChildren() throws Exception {
        Path log = folder.resolve("log");
        CompletableFuture<Integer> code = inTheBackground("sleep 600 & echo $!; wait", log);
        ProcessHandle child = childNamedIn(log);

        makers.end();

        assertThat(code.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotZero();
        child.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void nothingRunsThatComesAfterTheEnd() throws Exception {
        makers.end();

        CompletableFuture<Integer> code = inTheBackground("sleep 600", folder.resolve("log"));

        assertThat(code.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotZero();
    }

    private CompletableFuture<Integer> inTheBackground(String script, Path log) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        code.complete(makers.run("x", List.of("sh", "-c", script), log));
                    } catch (Exception e) {
                        code.completeExceptionally(e);
                    }
                });
        return code;
    }

    private static ProcessHandle childNamedIn(Path log) throws Exception {
        while (Files.notExists(log) || !Files.readString(log).endsWith("\n")) {
            Thread.sleep(Duration.ofMillis(20));
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(log).strip())).orElseThrow();
    }
}
