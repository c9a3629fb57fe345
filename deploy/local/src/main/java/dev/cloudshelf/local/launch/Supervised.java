package dev.cloudshelf.local.launch;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the supervisor knows of one component. Guarded by itself. */
final class Supervised {

    /** In lower case in the state file and on the terminal. */
    enum State {
        STARTING,
        UP,
        RESTARTING,
        FAILED
    }

    private final Component component;
    private State state = State.STARTING;
    private @Nullable ProcessMark process;
    private Component.@Nullable Running running;
    private CompletableFuture<?> starting = CompletableFuture.completedFuture(true);
    private int restarts;
    private int quickDeaths;

    Supervised(Component component) {
        this.component = component;
    }

    Component component() {
        return component;
    }

    synchronized State state() {
        return state;
    }

    synchronized void fail() {
        state = State.FAILED;
    }

    synchronized void starts(CompletableFuture<?> attempt) {
        starting = attempt;
    }

    /** What completes when the present attempt to start has ended, well or not. */
    synchronized CompletableFuture<?> starting() {
        return starting;
    }

    synchronized void startsAgain(CompletableFuture<?> attempt) {
        restarts++;
        running = null;
        state = State.RESTARTING;
        starting = attempt;
    }

    /**
     * @param quick whether it had hardly lived
     * @return how many times in a row it has hardly lived
     */
    synchronized int died(boolean quick) {
        quickDeaths = quick ? quickDeaths + 1 : 0;
        return quickDeaths;
    }

    synchronized void born(ProcessMark mark) {
        process = mark;
    }

    synchronized void up(Component.Running now) {
        running = now;
        state = State.UP;
    }

    synchronized Component.@Nullable Running running() {
        return running;
    }

    synchronized @Nullable ProcessMark process() {
        return process;
    }

    synchronized RunState.Entry entry() {
        return new RunState.Entry(
                component.name(),
                component.port(),
                process == null ? 0 : process.pid(),
                process == null ? 0 : process.startTicks(),
                state.name().toLowerCase(Locale.ROOT),
                restarts,
                component.log().toString());
    }
}
