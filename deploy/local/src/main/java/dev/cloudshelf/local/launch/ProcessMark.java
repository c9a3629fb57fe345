package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process as it can be known again by another one, later: process ids are used again, but no two
 * processes of one boot have both the same id and the same start.
 *
 * @param startTicks clock ticks from boot to the process's start (proc(5), stat, field 22)
 * @param bootId of the kernel that the process runs under
 */
record ProcessMark(long pid, long startTicks, String bootId) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Of what follows the name: state is the first, field 3 of stat; start is field 22. */
    private static final int STATE = 0;

    private static final int START = 19;
    private static final int POLL_MILLIS = 20;

    /**
     * @return empty when no such process runs
     */
    static Optional<ProcessMark> of(long pid) {
        return stat(pid)
                .map(stat ->
                        new ProcessMark(pid, Long.parseLong(stat.get(START)), presentBootId()));
    }

    private static Optional<List<String>> stat(long pid) {
        try {
            String text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name is in brackets and may itself hold brackets and blanks.
            String afterName = text.substring(text.lastIndexOf(')') + 2);
            List<String> fields = List.of(afterName.split(" ", -1));
            return fields.get(STATE).equals("Z") ? Optional.empty() : Optional.of(fields);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    static String presentBootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            throw new IllegalStateException("CloudShelf runs on Linux: " + BOOT_ID, e);
        }
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /**
     * @return since when it runs, as a duration until now
     */
    Duration uptime() {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime"));
            double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
            // Linux shows programs a hundred ticks a second, whatever it counts by itself.
            return Duration.ofMillis((long) (seconds * 1000) - startTicks * 10);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    /**
     * @return resident memory in bytes, 0 when it does not run
     */
    long memoryBytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findAny()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    /**
     * Asks the process to end, and makes it when it does not.
     *
     * @return whether there was anything to end
     */
    boolean end(Duration patience) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(running -> isAlive());
        if (process.isEmpty()) {
            return false;
        }
        process.get().destroy();
        if (!awaitEnd(patience) && isAlive()) {
            process.get().destroyForcibly();
            awaitEnd(patience);
        }
        return true;
    }

    /**
     * @return whether it ended in time
     */
    boolean awaitEnd(Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
