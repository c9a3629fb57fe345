package dev.cloudshelf.local.importer;

import java.io.PrintStream;
import java.time.Duration;

/** How far the import is: a bar that moves at a terminal, a line now and then elsewhere. */
final class Progress {

    private static final int BAR_WIDTH = 30;
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private final long bytesTotal;
    private final long startNanos = System.nanoTime();
    private long lineNanos = startNanos;

    Progress(PrintStream out, boolean terminal, long bytesTotal) {
        this.out = out;
        this.terminal = terminal;
        this.bytesTotal = bytesTotal;
    }

    void show(long bytesRead, long rows) {
        double part = bytesTotal == 0 ? 1 : Math.min(1, (double) bytesRead / bytesTotal);
        String figures =
                "%3d %%  %,d rows, %,d rows/s"
                        .formatted((int) (part * 100), rows, rowsPerSecond(rows));
        if (terminal) {
            int full = (int) (part * BAR_WIDTH);
            out.print(
                    "\r[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "] " + figures + " ");
            out.flush();
        } else if (System.nanoTime() - lineNanos > LINE_EVERY.toNanos()) {
            lineNanos = System.nanoTime();
            out.println(figures.strip());
        }
    }

    void finish() {
        if (terminal) {
            out.println();
        }
    }

    long rowsPerSecond(long rows) {
        return Math.round(rows / Math.max(0.001, elapsed().toMillis() / 1000.0));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
