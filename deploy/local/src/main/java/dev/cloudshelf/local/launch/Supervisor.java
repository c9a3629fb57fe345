package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Starts all components, each as soon as what it needs is up, has them kept alive, and ends them in
 * the opposite order.
 */
final class Supervisor {

    private static final Duration START_PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(30);

    private final List<Supervised> all;
    private final int startsMax;
    private final KeepAlive keepAlive;
    private final Map<Component, CompletableFuture<Boolean>> starts = new HashMap<>();
    private final Set<Supervised> waiting = new LinkedHashSet<>();
    private int starting;
    private final CompletableFuture<Boolean> firstFailure = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param components each after what it needs; of those that could start, the first ones do
     * @param startsMax how many may be starting at the same time
     * @param stateChanged is called after each change of what {@link #entries} says
     */
    Supervisor(
            Console console,
            List<Component> components,
            int startsMax,
            Runnable stateChanged,
            Restarts restarts) {
        this.startsMax = startsMax;
        this.all = components.stream().map(Supervised::new).toList();
        this.keepAlive = new KeepAlive(console, stateChanged, threads, restarts);
    }

    List<RunState.Entry> entries() {
        return all.stream().map(Supervised::entry).toList();
    }

    /** Begins to start everything and returns at once. */
    synchronized void start() {
        for (Supervised one : all) {
            CompletableFuture<Boolean> start = new CompletableFuture<>();
            one.starts(start);
            starts.put(one.component(), start);
            waiting.add(one);
        }
        startMore();
    }

    private synchronized void startMore() {
        for (Supervised one : List.copyOf(waiting)) {
            if (starting < startsMax && hasWhatItNeeds(one.component())) {
                waiting.remove(one);
                starting++;
                threads.execute(() -> startFirst(one));
            }
        }
    }

    private boolean hasWhatItNeeds(Component component) {
        return component.needs().stream().allMatch(need -> start(need).isDone());
    }

    private CompletableFuture<Boolean> start(Component component) {
        return Objects.requireNonNull(starts.get(component), component.name());
    }

    private void startFirst(Supervised one) {
        try {
            keepAlive.startFirst(one);
            start(one.component()).complete(true);
        } catch (CompletionException e) {
            fail(one, e);
        } finally {
            release();
        }
        startMore();
    }

    private synchronized void release() {
        starting--;
    }

    /** Without one, the others do not start either. */
    private synchronized void fail(Supervised one, CompletionException e) {
        firstFailure.completeExceptionally(e);
        start(one.component()).completeExceptionally(e);
        giveUpWaiting(e);
    }

    private synchronized void giveUpWaiting(Exception reason) {
        waiting.forEach(one -> start(one.component()).completeExceptionally(reason));
        waiting.clear();
    }

    /**
     * Waits for those components.
     *
     * @throws Refusal when one of all does not start: its last words are on the console then
     */
    void awaitUp(Set<String> names) throws InterruptedException {
        CompletableFuture<?>[] wanted =
                all.stream()
                        .filter(one -> names.contains(one.component().name()))
                        .map(Supervised::starting)
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(wanted), firstFailure).get();
        } catch (ExecutionException e) {
            throw Refusal.failed(KeepAlive.reason(e) + "; nothing is left running.");
        }
    }

    void awaitAllUp() throws InterruptedException {
        awaitUp(all.stream().map(one -> one.component().name()).collect(Collectors.toSet()));
    }

    /** Ends all: what uses others first, and those that do not use each other together. */
    void end() {
        keepAlive.stop();
        giveUpWaiting(new CancellationException("The run is ending"));
        List<Supervised> left = new ArrayList<>(all);
        while (!left.isEmpty()) {
            List<Supervised> unneeded =
                    left.stream().filter(one -> isUnneeded(one.component(), left)).toList();
            CompletableFuture<?>[] ends =
                    unneeded.stream()
                            .map(one -> CompletableFuture.runAsync(() -> end(one), threads))
                            .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(ends).join();
            left.removeAll(unneeded);
        }
    }

    private static boolean isUnneeded(Component component, List<Supervised> left) {
        return left.stream().noneMatch(other -> other.component().needs().contains(component));
    }

    private static void end(Supervised one) {
        CompletableFuture<?> starting = one.starting();
        long deadlineNanos = System.nanoTime() + START_PATIENCE.toNanos();
        while (!starting.isDone() && System.nanoTime() < deadlineNanos) {
            ProcessMark process = one.process();
            if (process != null) {
                // On its way up: its start fails when it is gone.
                process.end(START_PATIENCE);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        Component.Running running = one.running();
        if (running != null) {
            running.stop();
        }
    }
}
