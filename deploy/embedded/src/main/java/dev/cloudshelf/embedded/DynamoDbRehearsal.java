package dev.cloudshelf.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Has DynamoDB Local run once for nothing but an AOT cache (JEP 483, 514), from which all later
 * ones start: more than a second of processor time less each. Once after each build; without it
 * they start as well.
 */
public final class DynamoDbRehearsal {

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
     * @param makers those that it runs among
     * @param log where its output is written
     * @throws IOException when there is no cache after it, with the reason as far as it is known
     */
    public void play(CacheMakers makers, Path log) throws IOException, InterruptedException {
        Path cache = program.cache();
        Path unfinished =
                cache.resolveSibling("rehearsal-%d.aot".formatted(ProcessHandle.current().pid()));
        try {
            int exitCode = makers.run("DynamoDB Local", program.rehearsal(unfinished), log);
            if (exitCode != 0 || !Files.exists(unfinished)) {
                throw new IOException("It ended with code " + exitCode);
            }
            Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
            // The virtual machine's notes, which it deletes itself unless it is ended before.
            Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".config"));
        }
    }
}
