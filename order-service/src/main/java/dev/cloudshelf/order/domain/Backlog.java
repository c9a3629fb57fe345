package dev.cloudshelf.order.domain;

/**
 * How much is left to do.
 *
 * @param effectsWaiting effects that are not done, the stuck ones among them
 * @param effectsStuck effects that have failed again and again
 * @param ordersOverdue orders that are still pending though the sweeper should have settled them
 */
public record Backlog(long effectsWaiting, long effectsStuck, long ordersOverdue) {

    /** Whether somebody should look. */
    public boolean isTrouble() {
        return effectsStuck > 0 || ordersOverdue > 0;
    }
}
