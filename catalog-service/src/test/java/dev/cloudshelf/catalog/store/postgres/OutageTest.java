package dev.cloudshelf.catalog.store.postgres;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the failures of a real database count as. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {

    private static final Duration ANSWERED = Duration.ofSeconds(20);

    /** So long after the server ended a connection this end knows. */
    private static final Duration CLOSED = Duration.ofMillis(200);

    private static final String END = "SELECT pg_terminate_backend(pg_backend_pid())";

    private final Pool pool = PostgresFixture.oneConnection();

    @AfterAll
    void disconnect() {
        pool.closeAndAwait();
    }

    @Test
    void connectionClosedDuringAStatementIsAnOutage() {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> await(Outage.asUnavailable(pool.query(END).execute())));
    }

    /** The driver has no exception for it, and the pool lends such a connection now and then. */
    @Test
    void connectionClosedBeforeAStatementIsAnOutage() {
        Uni<RowSet<Row>> tooLate =
                pool.withConnection(connection ->
                        connection
                                .query(END)
                                .execute()
                                .onFailure()
                                .recoverWithNull()
                                .onItem()
                                .delayIt()
                                .by(CLOSED)
                                .chain(() -> connection.query("SELECT 1").execute()));

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> await(Outage.asUnavailable(tooLate)));
    }

    private static <T> T await(Uni<T> statement) {
        return statement.await().atMost(ANSWERED);
    }

    @Test
    void lockTimeoutIsAnOutage() {
        String waited = "DO $$ BEGIN RAISE lock_not_available; END $$";

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> await(Outage.asUnavailable(pool.query(waited).execute())));
    }

    @Test
    void wrongStatementIsNoOutage() {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(
                        () -> await(Outage.asUnavailable(pool.query("SELECT 1 / 0").execute())));
    }
}
