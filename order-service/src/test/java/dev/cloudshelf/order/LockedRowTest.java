package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for a locked row gives its connection back before all the others wait for one. */
@QuarkusTest
class LockedRowTest extends Shop {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than there are connections. */
    private static final int CANCELS = 40;

    @Inject Instance<Pool> pool;

    @Inject
    @ConfigProperty(name = "cloudshelf.store")
    String store;

    @BeforeEach
    void aDatabaseWithLocks() {
        assumeTrue(store.equals("postgres"), "There are no such locks");
    }

    @Test
    void oneLockedOrderIsNoOutageForTheOthers() throws Exception {
        inCart("Kim", "9.99", 5, 1);
        String locked = place("key").jsonPath().getString("id");
        UUID other = UUID.randomUUID();
        try (ExecutorService threads = Executors.newFixedThreadPool(CANCELS)) {
            SqlConnection holder = lock(UUID.fromString(locked));
            List<Future<Timed>> cancels = new ArrayList<>();
            try {
                for (int i = 0; i < CANCELS; i++) {
                    cancels.add(
                            threads.submit(() -> timed("/orders/" + locked + "/cancel", customer)));
                }
                for (int i = 0; i < 3; i++) {
                    Response read = as(other).get("/orders");
                    assertThat(read.statusCode()).isEqualTo(200);
                }
                for (Future<Timed> cancel : cancels) {
                    assertThat(cancel.get().status()).isEqualTo(503);
                    assertThat(cancel.get().took()).isLessThan(Duration.ofSeconds(7));
                }
            } finally {
                holder.query("ROLLBACK").execute().await().atMost(PATIENCE);
                holder.close().await().atMost(PATIENCE);
            }
        }
        assertThat(mine().post("/orders/" + locked + "/cancel").statusCode()).isEqualTo(200);
    }

    @Test
    void aTransactionThatIsLeftOpenEnds() {
        SqlConnection left = pool.get().getConnection().await().atMost(PATIENCE);
        left.query("BEGIN").execute().await().atMost(PATIENCE);

        String limit =
                left.query("SHOW idle_in_transaction_session_timeout")
                        .execute()
                        .await()
                        .atMost(PATIENCE)
                        .iterator()
                        .next()
                        .getString(0);

        assertThat(limit).isEqualTo("4500ms");
        left.query("ROLLBACK").execute().await().atMost(PATIENCE);
        left.close().await().atMost(PATIENCE);
    }

    private record Timed(int status, Duration took) {}

    private Timed timed(String step, UUID who) {
        long begin = System.nanoTime();
        int status = as(who).post(step).statusCode();
        return new Timed(status, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** On a connection that keeps it for as long as it likes. */
    private SqlConnection lock(UUID order) {
        SqlConnection holder = pool.get().getConnection().await().atMost(PATIENCE);
        holder.query("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0")
                .execute()
                .await()
                .atMost(PATIENCE);
        holder.preparedQuery("SELECT id FROM orders WHERE id = $1 FOR UPDATE")
                .execute(Tuple.of(order))
                .await()
                .atMost(PATIENCE);
        return holder;
    }
}
