package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Brings one component up, and up again whenever it dies: it says so, shows what it said last, and
 * waits a little longer each time. A component that keeps dying right after its start is given up.
 */
final class KeepAlive {

    private static final int LAST_LINES = 15;

    /** One that has lived this long was well; what killed it came from outside. */
    private static final Duration QUICK = Duration.ofSeconds(5);

    /** Ctrl-C may reach a child before this process knows of it. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private final Console console;
    private final Runnable stateChanged;
    private final Executor threads;
    private final Restarts restarts;
    private volatile boolean ending;

    /**
     * @param stateChanged is called after each change of what a {@link Supervised} says
     */
    KeepAlive(Console console, Runnable stateChanged, Executor threads, Restarts restarts) {
        this.console = console;
        this.stateChanged = stateChanged;
        this.threads = threads;
        this.restarts = restarts;
    }

    /** From now on a death is as it should be. */
    void stop() {
        ending = true;
    }

    /** Starts a component for the first time; when it fails, the whole start has failed. */
    void startFirst(Supervised one) {
        long startNanos = System.nanoTime();
        String name = one.component().name();
        try {
            bringUp(one);
        } catch (IOException | RuntimeException e) {
            one.fail();
            stateChanged.run();
            if (!ending) {
                console.say(lastWords(one, name + " does not start"));
            }
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts these threads", e);
        }
        console.say(
                "  %-16s up on port %d after %s"
                        .formatted(
                                name, one.component().port(), Console.seconds(since(startNanos))));
    }

    private void bringUp(Supervised one) throws IOException, InterruptedException {
        if (ending) {
            throw new IOException("The run is ending");
        }
        Component.Running running =
                one.component()
                        .start(mark -> {
                            one.born(mark);
                            stateChanged.run();
                        });
        one.up(running);
        stateChanged.run();
        long upNanos = System.nanoTime();
        threads.execute(() -> watch(one, running, upNanos));
    }

    private void watch(Supervised one, Component.Running running, long upNanos) {
        try {
            running.awaitEnd();
            int quickDeaths = one.died(since(upNanos).compareTo(QUICK) < 0);
            TimeUnit.NANOSECONDS.sleep(GRACE.toNanos());
            if (!ending) {
                String name = one.component().name();
                console.say(lastWords(one, "%s died (%s)".formatted(name, running.ending())));
                running.stop();
                startAgain(one, quickDeaths);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts these threads", e);
        }
    }

    private void startAgain(Supervised one, int quickDeaths) throws InterruptedException {
        CompletableFuture<Boolean> attempt = new CompletableFuture<>();
        one.startsAgain(attempt);
        stateChanged.run();
        try {
            for (int deaths = quickDeaths;
                    deaths < restarts.quickDeathsMax();
                    deaths = one.died(true)) {
                TimeUnit.NANOSECONDS.sleep(restarts.pauseAfter(deaths).toNanos());
                if (ending || cameUpAgain(one)) {
                    return;
                }
            }
            giveUp(one);
        } finally {
            attempt.complete(true);
        }
    }

    private boolean cameUpAgain(Supervised one) throws InterruptedException {
        long startNanos = System.nanoTime();
        try {
            bringUp(one);
            console.say(
                    "%s is up again after %s"
                            .formatted(one.component().name(), Console.seconds(since(startNanos))));
            return true;
        } catch (IOException | RuntimeException e) {
            if (!ending) {
                console.say(lastWords(one, reason(e)));
            }
            return false;
        }
    }

    private void giveUp(Supervised one) {
        one.fail();
        stateChanged.run();
        console.say(
                "Giving up on %s, which died %d times in a row: see %s, then ./cloudshelf down and up."
                        .formatted(
                                one.component().name(),
                                restarts.quickDeathsMax(),
                                one.component().log()));
    }

    private static String lastWords(Supervised one, String sentence) {
        StringBuilder text = new StringBuilder(sentence);
        text.append(". The last lines of ").append(one.component().log()).append(':');
        for (String line : new LogFile(one.component().log()).tail(LAST_LINES)) {
            text.append("\n    ").append(line);
        }
        return text.toString();
    }

    /** What a person needs of a failure: the message of the one that began it. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while ((root instanceof ExecutionException
                        || root instanceof CompletionException
                        || root instanceof UncheckedIOException)
                && root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
