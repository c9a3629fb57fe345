package dev.cloudshelf.account.store.postgres;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cloudshelf.account.store.AccountSchema;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real database's refusals count as. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsTest {

    private static final Duration ANSWERED = Duration.ofSeconds(20);

    /** So long after the server ended a connection this end knows. */
    private static final Duration CLOSED = Duration.ofMillis(200);

    private final AccountSchema schema = new AccountSchema();
    private final Statements statements = new Statements(schema.pool(1));

    @AfterAll
    void disconnect() {
        schema.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "55P03", "57014", "58030"})
    void aStatementThatIsNotAtFaultMeetsAnOutage(String state) {
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> raise(state));
    }

    @Test
    void aStatementThatIsAtFaultDoesNot() {
        assertThatExceptionOfType(PgException.class).isThrownBy(() -> raise("22012"));
    }

    /** The driver has no exception for it, and the pool lends such a connection now and then. */
    @Test
    void aConnectionThatHadClosedBeforeIsAnOutage() {
        Uni<RowSet<Row>> tooLate =
                statements.inTransaction(connection ->
                        connection
                                .query("SELECT pg_terminate_backend(pg_backend_pid())")
                                .execute()
                                .onFailure()
                                .recoverWithNull()
                                .onItem()
                                .delayIt()
                                .by(CLOSED)
                                .chain(() -> connection.query("SELECT 1").execute()));

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> tooLate.await().atMost(ANSWERED));
    }

    @Test
    void aTransactionThatStoodStillIsAnOutage() {
        Uni<RowSet<Row>> tooLate =
                statements.inTransaction(connection ->
                        connection
                                .query("SET LOCAL idle_in_transaction_session_timeout = 50")
                                .execute()
                                .onItem()
                                .delayIt()
                                .by(CLOSED)
                                .chain(() -> connection.query("SELECT 1").execute()));

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> tooLate.await().atMost(ANSWERED));
    }

    private void raise(String state) {
        statements
                .execute(
                        "DO $$ BEGIN RAISE EXCEPTION 'planned' USING ERRCODE = '%s'; END $$"
                                .formatted(state),
                        Tuple.tuple())
                .await()
                .atMost(ANSWERED);
    }
}
