package dev.cloudshelf.systemtests.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What results depend on besides the code. Nothing that tells one machine from its twin.
 *
 * @param busyShare of the processor time, 0 to 1, that others took just before
 */
public record Machine(
        String processor,
        int cores,
        long memoryGibibytes,
        String kernel,
        String java,
        double busyShare) {

    /** More than what a machine always does by the way. */
    private static final double BUSY_SHARE_MAX = 0.05;

    private static final int LOOK_MILLIS = 2000;
    private static final int IDLE = 3;
    private static final int WAITING = 4;

    /** Looks for a while at what the machine does; the run must not have begun. */
    public static Machine beforeTheRun() throws IOException, InterruptedException {
        return new Machine(
                valueIn("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                Math.round(
                        Long.parseLong(
                                        valueIn("/proc/meminfo", "MemTotal")
                                                .orElseThrow()
                                                .replaceAll("\\D", ""))
                                / 1048576.0),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                busyShareNow());
    }

    private static double busyShareNow() throws IOException, InterruptedException {
        long[] before = ticks();
        Thread.sleep(LOOK_MILLIS);
        long[] after = ticks();
        long idle = after[IDLE] - before[IDLE] + after[WAITING] - before[WAITING];
        long all = LongStream.of(after).sum() - LongStream.of(before).sum();
        return 1 - (double) idle / all;
    }

    /** Of all cores since the machine started: user, nice, system, idle, waiting and more. */
    private static long[] ticks() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/stat")).getFirst();
        return Arrays.stream(line.split(" +", -1)).skip(1).mapToLong(Long::parseLong).toArray();
    }

    public boolean isBusy() {
        return busyShare > BUSY_SHARE_MAX;
    }

    /** As a table of Markdown. */
    public String toMarkdown() {
        return """
        | processor | cores | memory | kernel | JVM |
        |---|---:|---:|---|---|
        | %s | %d | %d GiB | %s | %s |
        """
                .formatted(processor, cores, memoryGibibytes, kernel, java);
    }

    private static Optional<String> valueIn(String file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        }
    }
}
