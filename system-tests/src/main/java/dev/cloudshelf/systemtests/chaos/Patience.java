package dev.cloudshelf.systemtests.chaos;

import java.io.IOException;
import java.time.Duration;

/** Waits for what others do in their own time. */
final class Patience {

    private static final int POLL_MILLIS = 50;

    private Patience() {}

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /**
     * @return whether it came to hold in time
     */
    static boolean until(Duration atMost, Condition condition)
            throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }
}
