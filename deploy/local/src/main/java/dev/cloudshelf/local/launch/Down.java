package dev.cloudshelf.local.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code ./cloudshelf down}: ends a run, wherever it was started, and what a killed one left. */
final class Down {

    /** A launcher ends its children in order, and gives each of them ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final PrintStream out;

    Down(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    void run() {
        Optional<ProcessMark> launcher =
                new StateFile(settings.stateFile()).read().map(RunState::launcher);
        boolean ended = launcher.map(mark -> mark.end(PATIENCE)).orElse(false);
        List<String> leftovers = Leftovers.end(settings);
        if (!leftovers.isEmpty()) {
            out.println("Ended what was left: " + String.join(", ", leftovers));
        } else if (ended) {
            out.println("CloudShelf has ended; its data is in " + settings.data());
        } else {
            out.println("CloudShelf does not run");
        }
    }
}
