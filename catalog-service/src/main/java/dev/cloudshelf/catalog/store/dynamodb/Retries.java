package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * Retries after concurrent changes: pauses grow and are randomized, and together take less than two
 * seconds.
 */
record Retries(Tables tables) {

    private static final int MAX = 24;
    private static final int PAUSE_MIN_MILLIS = 8;
    private static final int PAUSE_MAX_MILLIS = 120;
    private static final int DOUBLINGS_MAX = 4;

    /**
     * Pauses, then makes the next attempt.
     *
     * @param attempt the number of earlier retries, 0 for none
     * @param next receives the number of the new attempt
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
