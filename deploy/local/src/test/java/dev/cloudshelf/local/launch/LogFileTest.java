package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir private Path folder;

    @Test
    void theTailIsTheLastWholeLines() throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), "one\ntwo\nthree\n");

        assertThat(new LogFile(file).tail(2)).containsExactly("two", "three");
        assertThat(new LogFile(file).tail(9)).containsExactly("one", "two", "three");
        assertThat(new LogFile(folder.resolve("none.log")).tail(9)).isEmpty();
    }

    @Test
    void aLargeLogBeginsAnewWhileItsProcessGoesOn() throws Exception {
        Path file = folder.resolve("a.log");
        Process writer =
                new ProcessBuilder("sh", "-c", "head -c 11000000 /dev/zero; read go; echo after")
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
                        .start();
        while (Files.size(file) < 11_000_000) {
            Thread.onSpinWait();
        }

        new LogFile(file).rotate();
        try (var in = writer.outputWriter()) {
            in.write("go\n");
        }
        writer.waitFor();

        assertThat(file).hasContent("after");
        assertThat(folder.resolve("a.log.1")).hasSize(11_000_000);
    }

    @Test
    void aSmallLogStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), "short");

        new LogFile(file).rotate();

        assertThat(file).hasContent("short");
        assertThat(folder.resolve("a.log.1")).doesNotExist();
    }

    @Test
    void aFollowedLogTellsWholeLinesThroughARotation() throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), "before\n");
        FollowedLog log = new FollowedLog(file);

        Files.writeString(file, "one\ntw", StandardOpenOption.APPEND);
        assertThat(log.more()).containsExactly("one");
        Files.writeString(file, "o\n", StandardOpenOption.APPEND);
        assertThat(log.more()).containsExactly("two");
        Files.writeString(file, "anew\n");
        assertThat(log.more()).containsExactly("anew");
        assertThat(log.more()).isEmpty();
    }
}
