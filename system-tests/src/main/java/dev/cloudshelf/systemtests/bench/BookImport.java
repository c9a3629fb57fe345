package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file imported as an operator would, once broken off in the middle and started again.
 *
 * @param rowsPerSecond of new books
 * @param memoryMaxBytes the most that catalog-service had meanwhile (resident set)
 * @param again rows of the second run that were there already
 */
record BookImport(double rowsPerSecond, long memoryMaxBytes, long created, long again) {

    static final int ROWS_PER_SECOND_MIN = 3_000;

    /** A few thousand rows are over before the virtual machine is warm. */
    static final int BOUND_FROM_ROWS = 1_000_000;

    static final int MEMORY_MAX_MEGABYTES = 300;

    private static final int POLL_MILLIS = 200;
    private static final double BROKEN_OFF_AT_PERCENT = 40;
    private static final Pattern PERCENT = Pattern.compile("(\\d+) %");
    private static final Pattern CREATED = Pattern.compile("created +([\\d,]+)");
    private static final Pattern UNCHANGED = Pattern.compile("unchanged +([\\d,]+)");
    private static final Pattern SECONDS = Pattern.compile("rows in ([\\d.]+) s");

    /**
     * @param rows of the file, all of them new
     */
    static BookImport measure(LocalCloud cloud, Path file, long rows)
            throws IOException, InterruptedException {
        Path printed = file.resolveSibling("import.txt");
        OsProcess catalog = cloud.component(Service.CATALOG).process();
        long memory = 0;
        long startNanos = System.nanoTime();
        Process first = cloud.command(printed, "import", file.toString());
        while (first.isAlive() && percent(printed) < BROKEN_OFF_AT_PERCENT) {
            memory = Math.max(memory, catalog.memoryBytes());
            Thread.sleep(POLL_MILLIS);
        }
        first.destroyForcibly().waitFor();
        double brokenOffSeconds = Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1e3;

        Process second = cloud.command(printed, "import", file.toString());
        while (second.isAlive()) {
            memory = Math.max(memory, catalog.memoryBytes());
            Thread.sleep(POLL_MILLIS);
        }
        String report = Files.readString(printed);
        long created = number(CREATED, report);
        long again = number(UNCHANGED, report);
        if (second.exitValue() != 0 || created + again != rows) {
            throw new IOException("The import of " + file + " is not whole:\n" + report);
        }
        Matcher seconds = SECONDS.matcher(report);
        double all = brokenOffSeconds + (seconds.find() ? Double.parseDouble(seconds.group(1)) : 0);
        return new BookImport(rows / all, memory, created, again);
    }

    private static double percent(Path printed) throws IOException {
        Matcher percent = PERCENT.matcher(Files.readString(printed));
        double last = 0;
        while (percent.find()) {
            last = Double.parseDouble(percent.group(1));
        }
        return last;
    }

    private static long number(Pattern pattern, String report) {
        Matcher found = pattern.matcher(report);
        return found.find() ? Long.parseLong(found.group(1).replace(",", "")) : 0;
    }
}
