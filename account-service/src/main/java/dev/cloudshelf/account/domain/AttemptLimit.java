package dev.cloudshelf.account.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many attempts are let through, and how long the next one waits then.
 *
 * @param tries this one and each later one is followed by a wait; at least 2
 * @param waitMin the first wait; each further one is twice as long
 * @param waitMax no wait is longer, so that nobody is locked out for good
 * @param window counted from the first attempt; after it all is forgotten, a wait too
 */
public record AttemptLimit(int tries, Duration waitMin, Duration waitMax, Duration window) {

    public AttemptLimit {
        if (tries < 2
                || !waitMin.isPositive()
                || waitMax.compareTo(waitMin) < 0
                || window.compareTo(waitMax) < 0) {
            throw new IllegalArgumentException(
                    "No limit: %d tries, waits of %s to %s in %s"
                            .formatted(tries, waitMin, waitMax, window));
        }
    }

    /** The waits after attempt number {@code tries} and those that follow; the last one stays. */
    public List<Duration> waits() {
        List<Duration> waits = new ArrayList<>();
        Duration wait = waitMin;
        while (wait.compareTo(waitMax) < 0) {
            waits.add(wait);
            wait = wait.multipliedBy(2);
        }
        waits.add(waitMax);
        return List.copyOf(waits);
    }

    /**
     * How long the next attempt waits.
     *
     * @param attempt the number of the attempt that is let through, {@code tries} or more
     */
    public Duration waitAfter(int attempt) {
        List<Duration> waits = waits();
        return waits.get(Math.min(attempt - tries, waits.size() - 1));
    }
}
