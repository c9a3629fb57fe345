package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to type does what it says. */
@ExtendWith(SharedCloud.class)
class QuickStartTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Pattern SECTION =
            Pattern.compile("(?s)<!-- quick-start -->(.*?)<!-- /quick-start -->");
    private static final Pattern BLOCK = Pattern.compile("(?s)```bash\\n(.*?)```");

    private final LocalCloud cloud;

    QuickStartTest(LocalCloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void commandsOfTheReadmeBuyABook(@TempDir Path folder)
            throws IOException, InterruptedException {
        String commands = commands(Files.readString(Project.root().resolve("README.md")));

        String printed = run(commands, folder);

        assertThat(printed.lines().filter(line -> !line.isBlank()).toList().getLast())
                .as(printed)
                .contains("\"status\":\"confirmed\"");
    }

    /** All blocks between the marks, in their order. */
    private static String commands(String readme) {
        String section =
                SECTION.matcher(readme)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.joining("\n"));
        String commands =
                BLOCK.matcher(section)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .collect(Collectors.joining("\n"));
        assertThat(commands)
                .as("```bash between <!-- quick-start --> and <!-- /quick-start --> in README.md")
                .contains("curl");
        return commands;
    }

    /** Stops at the first command that fails, as a reader would. */
    private String run(String commands, Path folder) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("quick-start.sh"), commands);
        Path output = folder.resolve("output");
        ProcessBuilder bash =
                new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        bash.environment().put("CLOUDSHELF_URL", cloud.address().toString());
        Process running = bash.start();
        boolean done = running.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        String printed = Files.readString(output);
        if (!done) {
            running.destroyForcibly();
        }
        assertThat(done).as("Done in %d s:\n%s", TIMEOUT.toSeconds(), printed).isTrue();
        assertThat(running.exitValue()).as(printed).isZero();
        return printed;
    }
}
