package dev.cloudshelf.systemtests.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process as Linux shows it under /proc (proc(5)). */
public record OsProcess(long pid) {

    private static final Path PROC = Path.of("/proc");

    /** USER_HZ, the unit of times in /proc/pid/stat, is 100 on every Linux that Java runs on. */
    private static final int MILLIS_PER_TICK = 10;

    private static final int STATE = 0;
    private static final int USER_TICKS = 11;
    private static final int KERNEL_TICKS = 12;

    /** Those whose command line or environment names something. */
    public static List<OsProcess> mentioning(String text) throws IOException {
        List<OsProcess> found = new ArrayList<>();
        for (OsProcess process : all()) {
            if (process.mentions("cmdline", text) || process.mentions("environ", text)) {
                found.add(process);
            }
        }
        return found;
    }

    private boolean mentions(String file, String text) {
        try {
            return Files.readString(file(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private static List<OsProcess> all() throws IOException {
        List<OsProcess> processes = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path entry : entries) {
                processes.add(new OsProcess(Long.parseLong(entry.getFileName().toString())));
            }
        }
        return processes;
    }

    /** Those that it has started itself and that still run. */
    public List<OsProcess> children() {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(child -> new OsProcess(child.pid()))
                .toList();
    }

    /** The command with its arguments. */
    public List<String> command() throws IOException {
        return parts("cmdline");
    }

    /** NAME=value, as they were when it started. */
    public List<String> environment() throws IOException {
        return parts("environ");
    }

    /** Whether a file is in its memory. */
    public boolean hasMapped(String fileName) throws IOException {
        try (Stream<String> lines = Files.lines(file("maps"))) {
            return lines.anyMatch(line -> line.endsWith("/" + fileName));
        }
    }

    public Path workingFolder() throws IOException {
        return Files.readSymbolicLink(file("cwd"));
    }

    private List<String> parts(String file) throws IOException {
        return List.of(Files.readString(file(file)).split("\0", 0));
    }

    /** Processor time so far, its own and the kernel's on its behalf. */
    public long cpuMillis() throws IOException {
        String[] stat = stat();
        return (Long.parseLong(stat[USER_TICKS]) + Long.parseLong(stat[KERNEL_TICKS]))
                * MILLIS_PER_TICK;
    }

    /** What follows the name, which is in brackets and may hold blanks itself. */
    private String[] stat() throws IOException {
        String stat = Files.readString(file("stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    /** Memory that is really there (resident set). */
    public long memoryBytes() throws IOException {
        for (String line : Files.readAllLines(file("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("Process " + pid + " has ended");
    }

    /** SIGKILL: it has no say in it. */
    public void kill() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** SIGTERM: it ends in its own way. */
    public void end() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }

    /** SIGSTOP: it gets no time until it {@linkplain #thaw goes on}. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor() != 0) {
            throw new IOException("Process %d gets no SIG%s".formatted(pid, name));
        }
    }

    /** Whether it has been stopped (SIGSTOP), and gets no time until it is told to go on. */
    public boolean isFrozen() {
        try {
            return stat()[STATE].equals("T");
        } catch (IOException gone) {
            return false;
        }
    }

    /** Not when it has ended and only its parent has not asked how. */
    public boolean isAlive() {
        try {
            return !stat()[STATE].equals("Z");
        } catch (IOException gone) {
            return false;
        }
    }

    private Path file(String name) {
        return PROC.resolve(Long.toString(pid)).resolve(name);
    }
}
