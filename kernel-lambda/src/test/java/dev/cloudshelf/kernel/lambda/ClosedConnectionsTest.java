package dev.cloudshelf.kernel.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.embedded.PostgresServer;
import io.netty.channel.ChannelHandlerContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that their server closes while the event loop does not get to hear of it. */
class ClosedConnectionsTest {

    private static PostgresServer postgres;

    /** With one event loop, as services have it. */
    private static Vertx vertx;

    private Pool pool;
    private DatabaseConnections connections;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = PostgresServer.temporary();
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        answerOf(vertx.close());
        postgres.close();
    }

    @BeforeEach
    void connect() {
        pool =
                PgBuilder.pool()
                        .with(new PoolOptions().setMaxSize(2))
                        .connectingTo(
                                new PgConnectOptions()
                                        .setHost("127.0.0.1")
                                        .setPort(postgres.port())
                                        .setDatabase("postgres")
                                        .setUser("postgres"))
                        .using(vertx)
                        .build();
        connections = new DatabaseConnections(pool);
        connections.watch();
    }

    @AfterEach
    void disconnect() throws Exception {
        answerOf(pool.close());
    }

    @Test
    void aRequestIsNotGivenOne() throws Exception {
        int before = answerOf(backend());

        assertThat(answerOf(requestAfterTheEndOf(before, connections.notice())))
                .isNotEqualTo(before);
    }

    /** It is not among the open ones any more then, and the pool has not heard of it yet. */
    @Test
    void norIsARequestInTheTurnInWhichTheEventLoopHearsOfIt() throws Exception {
        int before = answerOf(backend());
        SqlConnection lent = answerOf(pool.getConnection());
        ChannelHandlerContext channel = DatabaseConnections.channel(lent);
        answerOf(lent.close());
        Promise<Integer> served = Promise.promise();
        channel.channel()
                .closeFuture()
                .addListener(heard ->
                        connections
                                .notice()
                                .subscribe()
                                .with(done -> backend().onComplete(served)));

        ProcessHandle.of(before).orElseThrow().destroy();

        assertThat(answerOf(served.future())).isNotEqualTo(before);
    }

    /** Else the tests before could not fail. */
    @Test
    void aRequestWouldBeGivenOne() throws Exception {
        int before = answerOf(backend());

        assertThatThrownBy(
                        () -> answerOf(requestAfterTheEndOf(before, Uni.createFrom().voidItem())))
                .hasRootCauseInstanceOf(ClosedConnectionException.class);
    }

    @Test
    void oneThatIsWellIsKept() throws Exception {
        int before = answerOf(backend());

        connections.notice().await().atMost(Duration.ofSeconds(3));

        assertThat(answerOf(backend())).isEqualTo(before);
    }

    /** All in one turn of the event loop, which hears of nothing before the request. */
    private Future<Integer> requestAfterTheEndOf(int backend, Uni<Void> first) {
        Promise<Integer> served = Promise.promise();
        vertx.runOnContext(stoodStill -> {
            ProcessHandle process = ProcessHandle.of(backend).orElseThrow();
            process.destroy();
            process.onExit().join();
            first.subscribe().with(done -> backend().onComplete(served));
        });
        return served.future();
    }

    /** The process that serves a connection, by which one is told from another. */
    private Future<Integer> backend() {
        return pool.query("SELECT pg_backend_pid()")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static <T> T answerOf(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(3, TimeUnit.SECONDS);
    }
}
