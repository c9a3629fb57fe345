package dev.cloudshelf.cart.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How often somebody may do something. Windows of time follow one upon the other, and are the same
 * for everybody; in each the count begins anew.
 *
 * @param name what is counted, such as {@code sessions}
 * @param max turns in a window, at least 1
 * @param window whole seconds, at least 1
 */
public record Quota(String name, int max, Duration window) {

    /** The number of the window that a moment is in. */
    public long windowOf(Instant now) {
        return now.getEpochSecond() / window.toSeconds();
    }

    public Instant endOfWindow(Instant now) {
        return Instant.ofEpochSecond((windowOf(now) + 1) * window.toSeconds());
    }
}
