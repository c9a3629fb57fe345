package dev.cloudshelf.catalog.store.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;

/**
 * Retries transactions that failed because of a concurrent one; the retry sees what the other has
 * written.
 */
final class Collision {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DEADLOCK = "40P01";

    private static final int RETRIES_MAX = 5;
    private static final Duration PAUSE_MIN = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofMillis(500);

    private Collision() {}

    /**
     * @param transaction the whole transaction
     */
    static <T> Uni<T> retrying(Uni<T> transaction) {
        return transaction
                .onFailure(Collision::isCollision)
                .retry()
                .withBackOff(PAUSE_MIN, PAUSE_MAX)
                .atMost(RETRIES_MAX);
    }

    /** Returns whether two transactions wrote the same key or ISBN, or were deadlocked. */
    private static boolean isCollision(Throwable failure) {
        if (failure instanceof PgException pgFailure) {
            String state = String.valueOf(pgFailure.getSqlState());
            return state.equals(UNIQUE_VIOLATION) || state.equals(DEADLOCK);
        }
        return false;
    }
}
