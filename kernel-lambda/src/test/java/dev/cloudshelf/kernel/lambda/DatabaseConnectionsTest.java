package dev.cloudshelf.kernel.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.embedded.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseConnectionsTest {

    private static final Duration SOON = Duration.ofSeconds(3);

    private static PostgresServer postgres;
    private static Vertx vertx;

    private SilentLine line;
    private Pool pool;
    private DatabaseConnections connections;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = PostgresServer.temporary();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        answerOf(vertx.close());
        postgres.close();
    }

    @BeforeEach
    void connect() throws IOException {
        line = new SilentLine(postgres.port());
        pool =
                PgBuilder.pool()
                        .with(new PoolOptions().setMaxSize(2))
                        .connectingTo(database(line.port()))
                        .using(vertx)
                        .build();
        connections = new DatabaseConnections(pool);
        connections.watch();
    }

    private static PgConnectOptions database(int port) {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase("postgres")
                .setUser("postgres");
    }

    @AfterEach
    void disconnect() throws Exception {
        // One that has gone silent would have the pool wait for its server.
        connections.discard().await().atMost(SOON);
        answerOf(pool.close());
        line.close();
    }

    @Test
    void connectionsAreKeptBetweenRequests() throws Exception {
        assertThat(backend()).isEqualTo(backend());
        assertThat(pool.size()).isOne();
    }

    @Test
    void aConnectionThatHasGoneSilentIsNotUsedAgain() throws Exception {
        int before = backend();

        line.goSilent();
        connections.discard().await().atMost(SOON);

        assertThat(backend()).isNotEqualTo(before);
        assertThat(pool.size()).isOne();
    }

    /** Else the test before could not fail. */
    @Test
    void aConnectionThatHasGoneSilentAnswersNobody() throws Exception {
        backend();

        line.goSilent();

        assertThatThrownBy(this::backend).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aConnectionThatWasCutIsNotUsedAgain() throws Exception {
        int before = backend();
        PgConnection other = answerOf(PgConnection.connect(vertx, database(postgres.port())));
        answerOf(other.query("SELECT pg_terminate_backend(%d)".formatted(before)).execute());
        answerOf(other.close());

        connections.discard().await().atMost(SOON);

        assertThat(backend()).isNotEqualTo(before);
    }

    @Test
    void allOfThemAreLetGoOf() throws Exception {
        Future.join(pool.query("SELECT pg_sleep(0.1)").execute(), pool.query("SELECT 1").execute())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(pool.size()).isEqualTo(2);

        connections.discard().await().atMost(SOON);

        assertThat(pool.size()).isZero();
    }

    @Test
    void thereMayBeNone() {
        connections.discard().await().atMost(SOON);

        assertThat(pool.size()).isZero();
    }

    /** The process that serves a connection, by which one is told from another. */
    private int backend() throws Exception {
        return answerOf(pool.query("SELECT pg_backend_pid()").execute())
                .iterator()
                .next()
                .getInteger(0);
    }

    private static <T> T answerOf(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(3, TimeUnit.SECONDS);
    }
}
