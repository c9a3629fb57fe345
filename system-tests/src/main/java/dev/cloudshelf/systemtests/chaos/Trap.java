package dev.cloudshelf.systemtests.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits at one named point for the next call that comes by. */
final class Trap {

    /** A kill, and the call that is let through before it. */
    private static final Duration SPRINGING = Duration.ofSeconds(40);

    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();

    /**
     * A trap that is armed.
     *
     * @param outcome whether it killed
     */
    record Armed(Point point, CompletableFuture<Boolean> outcome) {}

    /**
     * Sets the trap and waits until it has sprung; takes it away when nothing comes by in time.
     *
     * @return whether it has killed
     */
    boolean catches(Point point, Duration atMost) throws IOException, InterruptedException {
        Armed mine = new Armed(point, new CompletableFuture<>());
        armed.set(mine);
        try {
            return mine.outcome().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException nothingCame) {
            return !armed.compareAndSet(mine, null) && outcome(mine);
        } catch (ExecutionException e) {
            throw new IOException("The trap %s broke".formatted(point.title()), e);
        }
    }

    /** It is springing just now. */
    private static boolean outcome(Armed sprung) throws IOException, InterruptedException {
        try {
            return sprung.outcome().get(SPRINGING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("The trap %s broke".formatted(sprung.point().title()), e);
        }
    }

    /**
     * @return the trap, when this step is the one that it waits for; it is this caller's to spring
     */
    Optional<Armed> springs(Step step) {
        Armed now = armed.get();
        return now != null && now.point().step() == step && armed.compareAndSet(now, null)
                ? Optional.of(now)
                : Optional.empty();
    }
}
