package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.admin;
import static dev.cloudshelf.catalog.http.BooksHttpTest.api;
import static dev.cloudshelf.catalog.http.ReservationsHttpTest.PATH;
import static dev.cloudshelf.catalog.http.ReservationsHttpTest.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expired reservations are released by the schedule, here with a short interval. */
@QuarkusTest
@Tag("http")
@TestProfile(ExpiryHttpTest.FastSchedule.class)
class ExpiryHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public static class FastSchedule implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cloudshelf.reservations.ttl-seconds", "1",
                    "cloudshelf.reservations.sweep-interval", "1s");
        }
    }

    @Test
    void stockOfAnAbandonedOrderComesBackByItself() throws InterruptedException {
        TestStore.empty();
        admin().contentType("text/csv")
                .body(
                        """
                        title,author,isbn,price,category,stock_quantity
                        Dune,Frank Herbert,9780441172719,9.99,Science Fiction,5
                        """)
                .post("/books/import")
                .then()
                .statusCode(200);
        String bookId = api().get("/books/isbn/9780441172719").path("id");
        String sold = PATH + new UUID(1, 1);
        String abandoned = PATH + new UUID(1, 2);
        reserve(sold, bookId, 1);
        service().post(sold + "/confirm").then().statusCode(200);
        reserve(abandoned, bookId, 3);

        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (stock(bookId) != 4 && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }

        assertThat(stock(bookId)).isEqualTo(4);
        service()
                .post(abandoned + "/confirm")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/reservation-released"));
        // A sale stays a sale, however long ago it was reserved.
        service().post(sold + "/confirm").then().statusCode(200);
    }

    private static void reserve(String path, String bookId, int quantity) {
        service()
                .body(
                        "{\"lines\":[{\"book_id\":\"%s\",\"quantity\":%d}]}"
                                .formatted(bookId, quantity))
                .put(path)
                .then()
                .statusCode(200);
    }

    private static int stock(String bookId) {
        return api().get("/books/" + bookId).path("stock_quantity");
    }
}
