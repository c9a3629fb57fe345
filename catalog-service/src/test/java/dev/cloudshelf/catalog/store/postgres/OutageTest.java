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

/** Classifies the failures of a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** Long enough for the client to notice that the server has ended a connection. */
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

    /**
     * The driver has no exception type for it, and the pool sometimes hands out such a connection.
     */
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
        return statement.await().atMost(DEADLINE);
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
