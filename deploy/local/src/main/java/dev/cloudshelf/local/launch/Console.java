package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Tells the person at the terminal, and the launcher's log, what happens. */
final class Console {

    private final PrintStream out;
    private final Path log;
    private final Clock clock;

    Console(PrintStream out, Path log, Clock clock) {
        this.out = out;
        this.log = log;
        this.clock = clock;
    }

    /**
     * @param text one line or several
     */
    synchronized void say(String text) {
        out.println(text);
        out.flush();
        note(text);
    }

    /** For what has passwords in it: they are not logged. */
    synchronized void show(String text) {
        out.println(text);
        out.flush();
    }

    private void note(String text) {
        try {
            Files.writeString(
                    log,
                    "%s %s%n".formatted(clock.instant().truncatedTo(ChronoUnit.MILLIS), text),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException full) {
            // It has been said on the terminal, and a full disk must not end what still runs.
        }
    }

    /** Such as {@code 3.1 s}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
