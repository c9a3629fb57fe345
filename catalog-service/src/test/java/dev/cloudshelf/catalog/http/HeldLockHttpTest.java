package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.admin;
import static dev.cloudshelf.catalog.http.ReservationsHttpTest.PATH;
import static dev.cloudshelf.catalog.http.ReservationsHttpTest.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A statement that waits for a lock times out before its caller does. */
@QuarkusTest
@Tag("http")
class HeldLockHttpTest {

    /** The deadline of one attempt in order-service. */
    private static final Duration CALL = Duration.ofSeconds(2);

    @Test
    void reservationOfALockedBookIs503InTime() {
        assumeTrue(TestStore.isPostgres());
        TestStore.empty();
        String id =
                admin().contentType("application/json")
                        .body(
                                """
                                {"title": "Dune", "author": "Herbert", "price": 9.99,
                                 "category": "Fiction", "stock_quantity": 3}
                                """)
                        .post("/books")
                        .path("id");
        String body = "{\"lines\":[{\"book_id\":\"%s\",\"quantity\":1}]}".formatted(id);

        Runnable unlock = TestStore.lockAllBooks();
        long begin = System.nanoTime();
        service().body(body).put(PATH + new UUID(1, 1)).then().statusCode(503);
        Duration waited = Duration.ofNanos(System.nanoTime() - begin);
        unlock.run();

        assertThat(waited).isLessThan(CALL);
        service().body(body).put(PATH + new UUID(1, 1)).then().statusCode(200);
    }

    @Test
    void idleTransactionsAreEnded() {
        assumeTrue(TestStore.isPostgres());

        assertThat(TestStore.databaseSetting("lock_timeout")).isEqualTo("1500ms");
        assertThat(TestStore.databaseSetting("statement_timeout")).isEqualTo("8s");
        assertThat(TestStore.databaseSetting("idle_in_transaction_session_timeout"))
                .isEqualTo("5s");
    }
}
