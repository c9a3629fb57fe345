package dev.cloudshelf.systemtests;

import java.time.Duration;

/** Waits for what happens after the answer: effects, sweeps, restarts. */
final class Eventually {

    private static final int POLL_MILLIS = 200;

    private Eventually() {}

    /**
     * Tries until the assertion holds.
     *
     * @throws AssertionError the last one, when it does not hold in time
     */
    static void holds(Duration atMost, Runnable assertion) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadlineNanos) {
                    throw notYet;
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
