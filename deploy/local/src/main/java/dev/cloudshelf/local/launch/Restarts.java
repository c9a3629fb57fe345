package dev.cloudshelf.local.launch;

import java.time.Duration;

/**
 * How a component that dies is started again.
 *
 * @param backoffFirst the wait after the first death; each further one within seconds of a start is
 *     waited for twice as long, up to {@link #DOUBLED_MAX} times
 * @param quickDeathsMax after so many in a row it is given up
 */
record Restarts(Duration backoffFirst, int quickDeathsMax) {

    private static final int DOUBLED_MAX = 4;
    private static final Duration BACKOFF_FIRST = Duration.ofMillis(500);

    static Restarts upTo(int quickDeathsMax) {
        return new Restarts(BACKOFF_FIRST, quickDeathsMax);
    }

    /**
     * @param quickDeaths so far, in a row
     */
    Duration pauseAfter(int quickDeaths) {
        return backoffFirst.multipliedBy(1L << Math.min(quickDeaths, DOUBLED_MAX));
    }
}
