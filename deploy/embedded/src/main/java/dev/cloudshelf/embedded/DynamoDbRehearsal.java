package dev.cloudshelf.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * Has DynamoDB Local run once for nothing but an AOT cache (JEP 483, 514), from which all later
 * ones start: more than a second of processor time less each. Once after each build; without it
 * they start as well.
 */
public final class DynamoDbRehearsal {

    private static final int TIMEOUT_SECONDS = 120;

    private final DynamoDbProgram program;

    /**
     * @throws IOException when DynamoDB Local is not built
     */
    public DynamoDbRehearsal() throws IOException {
        this.program = new DynamoDbProgram();
    }

    /** Whether the cache is missing, or older than what was built. */
    public boolean isDue() throws IOException {
        return !program.hasCache();
    }

    /**
     * Takes about ten seconds. Several at once do not harm each other.
     *
     * @param log where its output is written
     * @throws IOException when there is no cache after it, with the reason as far as it is known
     */
    public void play(Path log) throws IOException, InterruptedException {
        Path cache = program.cache();
        Path unfinished =
                cache.resolveSibling("rehearsal-%d.aot".formatted(ProcessHandle.current().pid()));
        Process process =
                new ProcessBuilder(program.rehearsal(unfinished))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(
                        "It was not done within %d seconds".formatted(TIMEOUT_SECONDS));
            }
            if (process.exitValue() != 0 || !Files.exists(unfinished)) {
                throw new IOException("It ended with code " + process.exitValue());
            }
            Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(unfinished);
        }
    }
}
