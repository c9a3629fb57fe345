package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Processes that outlived their launcher, because it was killed and could not end them. Only those
 * are touched that the last run itself has written down, and that are provably still the same.
 */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Leftovers() {}

    /**
     * @return the names of those that were ended
     */
    static List<String> end(Settings settings) {
        StateFile file = new StateFile(settings.stateFile());
        List<String> ended = new ArrayList<>();
        Optional<RunState> state = file.read();
        if (state.isPresent()) {
            // Those that were started last use those before them.
            for (RunState.Entry entry : state.get().components().reversed()) {
                if (state.get().process(entry).map(mark -> mark.end(PATIENCE)).orElse(false)) {
                    ended.add(entry.name());
                }
            }
        }
        postmaster(settings.data().resolve("postgres"))
                .filter(mark -> mark.end(PATIENCE))
                .ifPresent(mark -> ended.add(Port.POSTGRES.purpose()));
        file.delete();
        return ended;
    }

    /**
     * The server of a cluster, by PostgreSQL's own pid file. The launcher may have been killed
     * before it could write the process down, so this one is known by its command line instead,
     * which names the cluster's folder.
     */
    static Optional<ProcessMark> postmaster(Path cluster) {
        try {
            long pid =
                    Long.parseLong(
                            Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst());
            String command =
                    Files.readString(
                            Path.of("/proc", Long.toString(pid), "cmdline"),
                            StandardCharsets.ISO_8859_1);
            return List.of(command.split("\0", -1)).contains(cluster.toString())
                    ? ProcessMark.of(pid)
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
