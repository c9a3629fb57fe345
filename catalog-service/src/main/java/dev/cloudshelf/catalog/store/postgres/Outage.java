package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells an unreachable or overloaded database from a failing statement. */
final class Outage {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Outage() {}

    /** Returns the same result, with an outage as {@link Unavailable}. */
    static <T> Uni<T> asUnavailable(Uni<T> statement) {
        return statement
                .onFailure(Outage::isOutage)
                .transform(cause -> new Unavailable("The catalogue's store", cause));
    }

    private static boolean isOutage(Throwable failure) {
        if (failure instanceof PgException pgFailure) {
            // SQLSTATE classes: connection exception, insufficient resources, operator
            // intervention; and a lock timeout.
            String state = String.valueOf(pgFailure.getSqlState());
            return state.startsWith("08")
                    || state.startsWith("53")
                    || state.startsWith("57")
                    || state.equals(LOCK_NOT_AVAILABLE);
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                // The driver reports so a connection that closed during a statement,
                || failure instanceof VertxException
                // and by a bare Throwable one that had closed before it.
                || !(failure instanceof Exception || failure instanceof Error);
    }
}
