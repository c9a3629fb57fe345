package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ./cloudshelf logs [name] [-f]}: the last lines of one log or of all, and what follows. */
final class Logs {

    private static final int LINES_OF_ONE = 200;
    private static final int LINES_OF_EACH = 20;
    private static final int POLL_MILLIS = 200;
    private static final String ENDING = ".log";

    private final Path folder;
    private final PrintStream out;

    Logs(Settings settings, PrintStream out) {
        this.folder = settings.logs();
        this.out = out;
    }

    /**
     * @param arguments a name or none, and {@code -f} to go on until interrupted
     */
    void print(List<String> arguments) throws InterruptedException {
        boolean follow = arguments.contains("-f");
        List<String> names = arguments.stream().filter(argument -> !argument.equals("-f")).toList();
        if (names.size() > 1) {
            throw Refusal.usage("./cloudshelf logs takes one name at a time.");
        }
        List<Path> files = names.isEmpty() ? all() : List.of(named(names.getFirst()));
        int lines = files.size() > 1 ? LINES_OF_EACH : LINES_OF_ONE;
        List<FollowedLog> logs = files.stream().map(FollowedLog::new).toList();
        for (FollowedLog log : logs) {
            print(log, log.tail(lines), files);
        }
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            for (FollowedLog log : logs) {
                print(log, log.more(), files);
            }
        }
    }

    private void print(FollowedLog log, List<String> lines, List<Path> files) {
        String prefix = files.size() > 1 ? "%-16s | ".formatted(nameOf(log.file())) : "";
        lines.forEach(line -> out.println(prefix + line));
    }

    private List<Path> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException none) {
            throw Refusal.failed("There are no logs yet: nothing has run. Try ./cloudshelf up.");
        }
    }

    /** {@code catalog} will do for catalog-service, and {@code PostgreSQL} for postgres. */
    private Path named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replace("postgresql", "postgres");
        List<Path> known = all();
        return known.stream()
                .filter(file -> nameOf(file).startsWith(wanted))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.usage(
                                "There is no log of '%s'; there are %s."
                                        .formatted(name, names(known))));
    }

    private static String names(List<Path> files) {
        return files.stream().map(Logs::nameOf).collect(Collectors.joining(", "));
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }
}
