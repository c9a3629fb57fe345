package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.Machine;
import dev.cloudshelf.systemtests.cloud.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** {@code ./cloudshelf chaos}: kills for a while, says what held, and writes it down. */
public final class Chaos {

    /** Time enough for everything to be killed once. */
    private static final Duration KILLING_MAX = Duration.ofMinutes(3);

    private Chaos() {}

    /** Ends with 1 when something did not hold, and with 2 when it could not be found out. */
    public static void main(String[] args) throws InterruptedException {
        try {
            ChaosOptions options = ChaosOptions.of(List.of(args));
            Machine machine = Machine.beforeTheRun();
            long endNanos = System.nanoTime() + options.atLeast().toNanos();
            Report report =
                    new ChaosRun(options.phase(), options.seed(), KILLING_MAX, Chaos::say)
                            .play(soFar -> System.nanoTime() < endNanos);
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            String page = report.toMarkdown(machine, today);
            Path folder = Project.root().resolve("system-tests/chaos/results");
            Files.createDirectories(folder);
            Path written =
                    Files.writeString(
                            folder.resolve(today + options.phase().suffix() + ".md"), page);
            say("\n" + page + "\nWritten to " + Project.root().relativize(written));
            System.exit(report.everythingHeld() ? 0 : 1);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
