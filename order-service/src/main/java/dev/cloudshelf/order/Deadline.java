package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.domain.Backoff;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The time that a use case has for all its steps together. It waits, so it belongs on a virtual
 * thread.
 */
final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(long millis) {
        return new Deadline(System.nanoTime() + Duration.ofMillis(millis).toNanos());
    }

    boolean isOver() {
        return remaining().isNegative();
    }

    /** Takes a step once. */
    <T> T await(Uni<T> step) {
        Duration remaining = remaining();
        if (remaining.isNegative() || remaining.isZero()) {
            throw outOfTime(new TimeoutException());
        }
        try {
            return step.await().atMost(remaining);
        } catch (TimeoutException late) {
            throw outOfTime(late);
        }
    }

    /** Takes a step that may be repeated, until it succeeds or the retries or the time run out. */
    <T> T insist(Uni<T> step, int retriesMax, Backoff backoff) {
        for (int failures = 0; ; ) {
            try {
                return await(step);
            } catch (Unavailable outage) {
                failures++;
                Duration pause = backoff.delay(failures, ThreadLocalRandom.current().nextDouble());
                if (failures > retriesMax || pause.compareTo(remaining()) >= 0) {
                    throw outage;
                }
                pause(pause);
            }
        }
    }

    static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw outOfTime(stop);
        }
    }

    private Duration remaining() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }

    private static Unavailable outOfTime(Throwable cause) {
        return new Unavailable("Something that the checkout needs", cause);
    }
}
