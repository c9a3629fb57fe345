package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final KeepAlive keepAlive;
    private final CompletableFuture<Boolean> firstFailure = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param components each after what it needs
     * @param stateChanged is called after each change of what {@link #entries} says
     */
    Supervisor(
            Console console, List<Component> components, Runnable stateChanged, Restarts restarts) {
        this.all = components.stream().map(Supervised::new).toList();
        this.keepAlive = new KeepAlive(console, stateChanged, threads, restarts);
    }

    List<RunState.Entry> entries() {
        return all.stream().map(Supervised::entry).toList();
    }

    /** Begins to start everything and returns at once. */
    void start() {
        Map<Component, CompletableFuture<?>> starts = new HashMap<>();
        for (Supervised one : all) {
            CompletableFuture<?>[] needed =
                    one.component().needs().stream()
                            .map(starts::get)
                            .toArray(CompletableFuture<?>[]::new);
            CompletableFuture<?> start =
                    CompletableFuture.allOf(needed).thenRunAsync(() -> startFirst(one), threads);
            one.starts(start);
            starts.put(one.component(), start);
        }
    }

    private void startFirst(Supervised one) {
        try {
            keepAlive.startFirst(one);
        } catch (CompletionException e) {
            firstFailure.completeExceptionally(e);
            throw e;
        }
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
