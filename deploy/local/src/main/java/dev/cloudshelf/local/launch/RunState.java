package dev.cloudshelf.local.launch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;

/**
 * What runs, as other commands and tests find it in {@code state.json} of the data folder.
 *
 * @param ready whether everything has been up once
 * @param phase as {@link Phase#text} has it
 * @param components stores first, in the order in which they start
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record RunState(
        String bootId,
        long launcherPid,
        long launcherStartTicks,
        boolean ready,
        String phase,
        String url,
        List<Entry> components) {

    RunState {
        components = List.copyOf(components);
    }

    /**
     * One process.
     *
     * @param pid 0 while there is none
     * @param state starting, up, restarting or failed
     * @param restarts since the run began
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Entry(
            String name,
            int port,
            long pid,
            long startTicks,
            String state,
            int restarts,
            String log) {}

    ProcessMark launcher() {
        return new ProcessMark(launcherPid, launcherStartTicks, bootId);
    }

    Optional<ProcessMark> process(Entry entry) {
        return entry.pid() == 0
                ? Optional.empty()
                : Optional.of(new ProcessMark(entry.pid(), entry.startTicks(), bootId));
    }
}
