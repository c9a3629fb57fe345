package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells a database that cannot answer from a statement that is wrong. */
final class Outage {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Outage() {}

    /** The same result, with an outage named as one. */
    static <T> Uni<T> asUnavailable(Uni<T> statement) {
        return statement
                .onFailure(Outage::isOutage)
                .transform(cause -> new Unavailable("The catalogue's store", cause));
    }

    private static boolean isOutage(Throwable failure) {
        if (failure instanceof PgException pgFailure) {
            // SQLSTATE classes: connection exception, insufficient resources, operator
            // intervention; and a lock that was waited for too long.
            String state = String.valueOf(pgFailure.getSqlState());
            return state.startsWith("08")
                    || state.startsWith("53")
                    || state.startsWith("57")
                    || state.equals(LOCK_NOT_AVAILABLE);
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                // How the driver reports a connection that closed under a statement,
                || failure instanceof VertxException
                // and a bare throwable one that had closed before it.
                || !(failure instanceof Exception || failure instanceof Error);
    }
}
