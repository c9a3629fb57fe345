package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.launch.RunState.Entry;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** {@code ./cloudshelf status}: what runs, looked up now and not only remembered. */
final class Status {

    private static final String LINE = "%-16s %8s %6s  %-11s %8s %10s %9s%n";

    private final Settings settings;
    private final PrintStream out;

    Status(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * @return whether everything is up
     */
    boolean print() {
        Optional<RunState> state = new StateFile(settings.stateFile()).read();
        if (state.isEmpty()) {
            out.println("CloudShelf does not run. Start it with ./cloudshelf up.");
            return false;
        }
        boolean launched = state.get().launcher().isAlive();
        boolean allUp = launched && state.get().ready();
        out.printf(LINE, "NAME", "PID", "PORT", "STATE", "MEMORY", "UPTIME", "RESTARTS");
        for (Entry entry : state.get().components()) {
            allUp &= print(entry, state.get().process(entry).filter(ProcessMark::isAlive));
        }
        print(
                new Entry(
                        "launcher",
                        0,
                        state.get().launcherPid(),
                        state.get().launcherStartTicks(),
                        state.get().ready() ? "up" : "starting",
                        0,
                        ""),
                Optional.of(state.get().launcher()).filter(ProcessMark::isAlive));
        Phase.find(state.get().phase())
                .ifPresent(phase -> out.println("Phase " + phase.inWords() + "."));
        if (!launched) {
            out.println(
                    "The launcher was killed and keeps nothing alive any more: run ./cloudshelf down or up.");
        }
        return allUp;
    }

    private boolean print(Entry entry, Optional<ProcessMark> alive) {
        String remembered = entry.state();
        String state = alive.isPresent() || !remembered.equals("up") ? remembered : "down";
        out.printf(
                LINE,
                entry.name(),
                alive.map(mark -> Long.toString(mark.pid())).orElse("-"),
                entry.port() == 0 ? "-" : Integer.toString(entry.port()),
                state,
                alive.map(mark -> (mark.memoryBytes() >> 20) + " MB").orElse("-"),
                alive.map(mark -> readable(mark.uptime())).orElse("-"),
                entry.restarts());
        return state.equals("up");
    }

    static String readable(Duration uptime) {
        return uptime.toDays() > 0
                ? "%dd %dh".formatted(uptime.toDays(), uptime.toHoursPart())
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        uptime.toHours(),
                        uptime.toMinutesPart(),
                        uptime.toSecondsPart());
    }
}
