package dev.cloudshelf.systemtests.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The killing of a round. Mostly the shop gets the time to sell something again before the next
 * blow; sometimes it does not, and several things are down at once.
 */
final class Rampage {

    private static final Duration AT_POINT_MAX = Duration.ofSeconds(12);
    private static final Duration SALES_MAX = Duration.ofSeconds(6);
    private static final int SALES = 4;
    private static final int PAUSE_MILLIS_MAX = 1000;
    private static final int NO_MERCY_PERCENT = 35;

    private final Killer killer;
    private final Trap trap;
    private final Deck deck;
    private final AtomicLong sales;
    private final RandomGenerator random;
    private final Duration atMost;

    /**
     * @param sales how many orders were placed so far
     * @param atMost for how long
     */
    Rampage(
            Killer killer,
            Trap trap,
            Deck deck,
            AtomicLong sales,
            RandomGenerator random,
            Duration atMost) {
        this.killer = killer;
        this.trap = trap;
        this.deck = deck;
        this.sales = sales;
        this.random = random;
        this.atMost = atMost;
    }

    /** Returns when everything has been killed once, or after the time for it. */
    void run() throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + atMost.toNanos();
        int kills = 0;
        while (kills < deck.size() && System.nanoTime() < endNanos) {
            if (random.nextInt(100) >= NO_MERCY_PERCENT) {
                awaitSales();
            }
            Thread.sleep(random.nextInt(PAUSE_MILLIS_MAX));
            Deck.Card card = deck.draw();
            if (play(card)) {
                kills++;
            } else {
                deck.putBack(card);
            }
        }
    }

    private void awaitSales() throws IOException, InterruptedException {
        long before = sales.get();
        // When little is sold for so long, much is down: so much the better.
        Patience.until(SALES_MAX, () -> sales.get() >= before + SALES);
    }

    private boolean play(Deck.Card card) throws IOException, InterruptedException {
        return card.point().isPresent()
                ? trap.catches(card.point().get(), AT_POINT_MAX)
                : killer.kill(card.victim());
    }
}
