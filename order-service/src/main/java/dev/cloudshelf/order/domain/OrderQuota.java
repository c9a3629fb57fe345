package dev.cloudshelf.order.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How many orders a customer may begin in a time, refused ones included.
 *
 * @param max at most so many in any window
 */
public record OrderQuota(int max, Duration window) {

    /** Never used up. */
    public static final OrderQuota NONE = new OrderQuota(Integer.MAX_VALUE, Duration.ZERO);

    public boolean isUnlimited() {
        return max == Integer.MAX_VALUE;
    }

    /** What was begun then, or before, does not count any more. */
    public Instant windowBegin(Instant now) {
        return now.minus(window);
    }
}
