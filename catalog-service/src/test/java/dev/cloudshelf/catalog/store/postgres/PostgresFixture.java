package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.store.BookStoreContract;
import dev.cloudshelf.testkit.TestPostgres;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;

/** The catalog's schema on the PostgreSQL of the test run, and a pool on it. */
final class PostgresFixture {

    private static final class Running {
        static final TestPostgres POSTGRES = TestPostgres.schema("catalog");
        static final Pool POOL = connect(16);

        static Pool connect(int connections) {
            return Pool.pool(
                    Vertx.vertx(),
                    new PgConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(POSTGRES.port())
                            .setDatabase("postgres")
                            .setUser(POSTGRES.name())
                            .setPassword(POSTGRES.password())
                            .setProperties(Map.of("search_path", "catalog,public"))
                            .setCachePreparedStatements(true),
                    new PoolOptions().setMaxSize(connections));
        }
    }

    private PostgresFixture() {}

    /**
     * Returns a pool of one connection, so that a query about the session sees the one that did the
     * work.
     */
    static Pool oneConnection() {
        return Running.connect(1);
    }

    static Pool emptyCatalog() {
        BookStoreContract.await(
                Running.POOL
                        .query(
                                "TRUNCATE books, book_words, book_changes, book_imports,"
                                        + " stock_reservations, stock_reservation_lines")
                        .execute());
        return Running.POOL;
    }
}
