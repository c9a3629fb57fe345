package dev.cloudshelf.order.domain;

import java.time.Duration;

/**
 * How long to wait before trying again: twice as long after each failure up to a bound, and spread
 * at random over the upper half of that, so that what failed together does not return together.
 */
public record Backoff(Duration min, Duration max) {

    /** Beyond this the doubling has long reached any bound, and a shift would overflow. */
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("Cannot wait between %s and %s".formatted(min, max));
        }
    }

    /**
     * @param failures how often it has failed, 1 or more
     * @param random from 0 to 1
     */
    public Duration delay(int failures, double random) {
        int doublings = Math.min(Math.max(failures, 1) - 1, DOUBLINGS_MAX);
        long boundMillis = Math.min(max.toMillis(), min.toMillis() << doublings);
        return Duration.ofMillis((long) (boundMillis * (0.5 + random / 2)));
    }
}
