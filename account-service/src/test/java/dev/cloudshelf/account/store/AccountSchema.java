package dev.cloudshelf.account.store;

import dev.cloudshelf.testkit.TestPostgres;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;

/** A schema of its own in a real PostgreSQL, and pools of connections to it. */
public final class AccountSchema implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres schema = TestPostgres.schema("account");

    public Pool pool(int size) {
        return pool(size, schema.port());
    }

    /** A pool that finds nobody at its address. */
    public Pool unreachable() {
        return pool(1, 1);
    }

    private Pool pool(int size, int port) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(size))
                .connectingTo(
                        new PgConnectOptions()
                                .setHost("127.0.0.1")
                                .setPort(port)
                                .setDatabase("postgres")
                                .setUser(schema.name())
                                .setPassword(schema.password())
                                .setProperties(Map.of("search_path", "account,public")))
                .using(vertx)
                .build();
    }

    @Override
    public void close() {
        vertx.closeAndAwait();
    }
}
