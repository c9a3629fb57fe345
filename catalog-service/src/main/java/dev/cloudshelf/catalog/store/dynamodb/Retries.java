package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * Reading, reckoning and writing anew because somebody else wrote in between: after pauses that
 * grow and are spread at random, in less than two seconds together.
 */
record Retries(Tables tables) {

    private static final int MAX = 24;
    private static final int PAUSE_MIN_MILLIS = 8;
    private static final int PAUSE_MAX_MILLIS = 120;
    private static final int DOUBLINGS_MAX = 4;

    /**
     * @param attempt how many there were before, 0 for none
     * @param next gets the number of the attempt that it is
     */
    <T> Uni<T> retry(int attempt, IntFunction<Uni<T>> next) {
        if (attempt >= MAX) {
            return Uni.createFrom()
                    .failure(tables.unavailable(new IllegalStateException("too much contention")));
        }
        int longest =
                Math.min(PAUSE_MAX_MILLIS, PAUSE_MIN_MILLIS << Math.min(attempt, DOUBLINGS_MAX));
        int millis = 1 + ThreadLocalRandom.current().nextInt(longest);
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(millis))
                .chain(() -> next.apply(attempt + 1));
    }
}
