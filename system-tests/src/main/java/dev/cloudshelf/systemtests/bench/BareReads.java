package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The read that a book's page needs, made bare: as many at a time, one after another. */
final class BareReads implements AutoCloseable {

    private static final String SCHEMA = "catalog";
    private static final String BY_ID =
            """
            SELECT id, title, author, isbn, price, currency, category, description, image_url,
                language, published_year, average_rating, ratings_count, stock_quantity, sold_count,
                created_at, updated_at, version
            FROM catalog.books
            WHERE id = $1
            """;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final List<String> ids;
    private final int atOnce;

    BareReads(LocalCloud cloud, List<String> ids, int atOnce) throws IOException {
        this.ids = ids;
        this.atOnce = atOnce;
        pool =
                PgBuilder.pool()
                        .connectingTo(
                                new PgConnectOptions()
                                        .setHost("127.0.0.1")
                                        .setPort(cloud.postgresPort())
                                        .setDatabase("postgres")
                                        .setUser(SCHEMA)
                                        .setPassword(cloud.schemaPassword(SCHEMA))
                                        .setCachePreparedStatements(true))
                        .with(new PoolOptions().setMaxSize(atOnce))
                        .using(vertx)
                        .build();
    }

    void warmUp() throws InterruptedException {
        reads(WARM_UP);
    }

    double perSecond() throws InterruptedException {
        return reads(MEASURED) / (double) MEASURED.toSeconds();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private long reads(Duration time) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(atOnce);
        long endNanos = System.nanoTime() + time.toNanos();
        for (int i = 0; i < atOnce; i++) {
            next(i * 7, done, ended, endNanos);
        }
        ended.await();
        return done.get();
    }

    private void next(int at, AtomicLong done, CountDownLatch ended, long endNanos) {
        if (System.nanoTime() > endNanos) {
            ended.countDown();
            return;
        }
        pool.preparedQuery(BY_ID)
                .execute(Tuple.of(UUID.fromString(ids.get(at % ids.size()))))
                .onComplete(answer -> {
                    if (answer.succeeded()) {
                        done.incrementAndGet();
                    }
                    next(at + 1, done, ended, endNanos);
                });
    }
}
