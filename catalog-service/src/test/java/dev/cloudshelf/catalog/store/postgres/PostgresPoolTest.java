package dev.cloudshelf.catalog.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.testkit.TestPostgres;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresPoolTest {

    private static final TestPostgres POSTGRES = TestPostgres.schema("catalog");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void longStatementStaysPrepared() throws Exception {
        PostgresPool pools =
                new PostgresPool(
                        Optional.empty(),
                        () -> {
                            throw new AssertionError("Nobody asked for credentials");
                        });
        Pool pool = pools.create(new Database(vertx, POSTGRES.password(), 1));
        String statement = "SELECT count(*) -- " + "x".repeat(10_000);

        await(pool.preparedQuery(statement).execute());

        long prepared =
                await(
                        pool.query(
                                        "SELECT count(*) FROM pg_prepared_statements"
                                                + " WHERE length(statement) > 10000")
                                .execute()
                                .map(rows -> rows.iterator().next().getLong(0)));
        assertThat(prepared).isOne();
    }

    @Test
    void eachConnectionUsesItsOwnCredentials() throws Exception {
        List<String> asked = new ArrayList<>();
        CredentialsProvider provider =
                new CredentialsProvider() {
                    @Override
                    public Map<String, String> getCredentials(String name) {
                        asked.add(name);
                        return Map.of(
                                USER_PROPERTY_NAME, POSTGRES.name(),
                                PASSWORD_PROPERTY_NAME, POSTGRES.password());
                    }
                };
        PostgresPool pools = new PostgresPool(Optional.of("token"), () -> provider);
        Pool pool = pools.create(new Database(vertx, "out of date", 2));

        SqlConnection first = await(pool.getConnection());
        SqlConnection second = await(pool.getConnection());

        assertThat(asked).containsExactly("token", "token");
        await(first.close());
        await(second.close());
    }

    /** The input that Quarkus passes to a pool creator. */
    private record Database(Vertx vertx, String password, int connections)
            implements PgPoolCreator.Input {

        @Override
        public PoolOptions poolOptions() {
            return new PoolOptions().setMaxSize(connections);
        }

        @Override
        public List<PgConnectOptions> pgConnectOptionsList() {
            return List.of(
                    new PgConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(POSTGRES.port())
                            .setDatabase("postgres")
                            .setUser(POSTGRES.name())
                            .setPassword(password)
                            .setCachePreparedStatements(true));
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
