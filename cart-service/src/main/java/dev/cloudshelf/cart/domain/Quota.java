package dev.cloudshelf.cart.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A limit of operations per client and window. Windows follow one another and are the same for all
 * clients; in each the count starts again at 0.
 *
 * @param name the counted operation, such as {@code sessions}
 * @param max permits in a window, at least 1
 * @param window whole seconds, at least 1
 */
public record Quota(String name, int max, Duration window) {

    /** Returns the number of the window at this time. */
    public long windowOf(Instant now) {
        return now.getEpochSecond() / window.toSeconds();
    }

    public Instant endOfWindow(Instant now) {
        return Instant.ofEpochSecond((windowOf(now) + 1) * window.toSeconds());
    }
}
