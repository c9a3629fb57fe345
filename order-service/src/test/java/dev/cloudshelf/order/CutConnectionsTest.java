package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** While a service does nothing its database may have been started anew. */
@QuarkusTest
class CutConnectionsTest extends Shop {

    @Inject Instance<Pool> pool;

    @Inject
    @ConfigProperty(name = "cloudshelf.store")
    String store;

    @Test
    void theFirstRequestAfterwardsIsAnswered() {
        assumeTrue(store.equals("postgres"), "There are no such connections");
        inCart("Kim", "9.99", 5, 2);
        assertThat(mine().get("/orders").statusCode()).isEqualTo(200);

        cutAll();

        assertThat(mine().get("/orders").statusCode()).isEqualTo(200);
        cutAll();
        assertThat(place("key").statusCode()).isEqualTo(201);
    }

    /** The one that asks for it comes last. */
    private void cutAll() {
        for (String which : new String[] {"<>", "="}) {
            pool.get()
                    .query(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                             WHERE usename = current_user AND pid %s pg_backend_pid()
                            """
                                    .formatted(which))
                    .execute()
                    .onFailure()
                    .recoverWithNull()
                    .await()
                    .atMost(Duration.ofSeconds(10));
        }
    }
}
