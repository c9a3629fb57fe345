package dev.cloudshelf.order.store.postgres;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bounds every statement's time and tells an outage of the database from a mistake of ours. */
final class Answers {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** SQLSTATE classes (PostgreSQL manual, appendix A) that say nothing against the statement. */
    private static final Set<String> OUTAGES =
            Set.of(
                    "08", // connection
                    "40", // rolled back for another one's sake
                    "53", // out of connections, memory or disk
                    "57"); // shut down, not up yet, or a statement that took too long

    /** A lock that was not free in time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Answers() {}

    static <T> Uni<T> inTime(Uni<T> statement) {
        return statement
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onFailure(Answers::isOutage)
                .transform(fault -> new Unavailable("The order store", fault));
    }

    static boolean isOutage(@Nullable Throwable fault) {
        if (fault instanceof PgException refused) {
            String state = refused.getSqlState();
            return state == null
                    || state.equals(LOCK_NOT_AVAILABLE)
                    || OUTAGES.contains(state.substring(0, 2));
        }
        return fault instanceof IOException
                || fault instanceof TimeoutException
                || fault instanceof VertxException
                // Vert.x fails a full or closed pool with a bare throwable.
                || (fault != null && !(fault instanceof RuntimeException));
    }
}
