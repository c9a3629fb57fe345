package dev.cloudshelf.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs processes that make AOT caches, and leaves none of them running. */
public final class CacheMakers {

    private static final int TIMEOUT_SECONDS = 120;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /**
     * @param whose what the cache is of, for people
     * @param log what the process says is written behind what is there
     * @return its exit code
     * @throws IOException when it cannot be started, or is not done within two minutes
     */
    public int run(String whose, List<String> command, Path log)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        running.add(process);
        if (ended) {
            end(process);
        }
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        "The cache of %s was not made within %d seconds"
                                .formatted(whose, TIMEOUT_SECONDS));
            }
            return process.exitValue();
        } finally {
            end(process);
            running.remove(process);
        }
    }

    /** Those that run end now, and those that come later at once. */
    public void end() {
        ended = true;
        running.forEach(CacheMakers::end);
    }

    public boolean haveEnded() {
        return ended;
    }

    /** A virtual machine that has recorded has another one make the cache. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
