package dev.cloudshelf.account.store.postgres;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Runs statements, among whose failures an outage is told from a refusal; reads and binds values.
 */
record Statements(Pool pool) {

    /** SQLSTATE classes (PostgreSQL appendix A) in which the statement is not at fault. */
    private static final Set<String> OUTAGES =
            Set.of(
                    "08", // connection
                    "40", // rolled back for another one's sake
                    "53", // out of connections, memory or disk
                    "57", // shut down, or not up yet
                    "58"); // a fault of the machine

    /** Another one holds the row for longer than {@code lock_timeout}. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return named(pool.preparedQuery(sql).execute(parameters));
    }

    /**
     * @param work composed, never awaited: it runs on the event loop
     */
    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return named(pool.withTransaction(work));
    }

    private static <T> Uni<T> named(Uni<T> statement) {
        return statement
                .onFailure(Statements::isOutage)
                .transform(outage -> new Unavailable("The account store", outage));
    }

    private static boolean isOutage(Throwable failure) {
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState();
            return state == null
                    || OUTAGES.contains(state.substring(0, 2))
                    || state.equals(LOCK_NOT_AVAILABLE);
        }
        return failure instanceof IOException
                || failure instanceof VertxException
                // Vert.x fails a statement on a closed connection with a bare throwable.
                || !(failure instanceof Exception || failure instanceof Error);
    }

    static Optional<Row> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }

    static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }

    /** {@code timestamptz} reaches the driver as an offset date and time. */
    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** What is kept to the second, as the other store keeps it. */
    static OffsetDateTime utcSeconds(Instant instant) {
        return utc(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
