package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.admin;
import static dev.cloudshelf.catalog.http.BooksHttpTest.api;
import static dev.cloudshelf.catalog.http.ReservationsHttpTest.PATH;
import static dev.cloudshelf.catalog.http.ReservationsHttpTest.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cloudshelf.catalog.CountSales;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sales, restocks and the list of bestsellers. */
@QuarkusTest
@Tag("http")
class RestocksHttpTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @Inject CountSales countSales;

    @BeforeEach
    void nineOfEach() {
        TestStore.empty();
        admin().contentType("text/csv")
                .body(
                        """
                        title,author,price,category,stock_quantity
                        A,Author,1.00,First,9
                        B,Author,2.00,Second,9
                        C,Author,3.00,Third,9
                        D,Author,4.00,Fourth,9
                        E,Author,5.00,Fifth,9
                        """)
                .post("/books/import")
                .then()
                .statusCode(200)
                .body("created", equalTo(5));
    }

    private static String idOf(String title) {
        return api().queryParam("q", title).get("/books").path("items[0].id");
    }

    private static int stockOf(String title) {
        return api().get("/books/" + idOf(title)).path("stock_quantity");
    }

    private static String reserved(int order, String title, int quantity) {
        String path = PATH + new UUID(1, order);
        service()
                .body(
                        "{\"lines\":[{\"book_id\":\"%s\",\"quantity\":%d}]}"
                                .formatted(idOf(title), quantity))
                .put(path)
                .then()
                .statusCode(200);
        return path;
    }

    private static String sold(int order, String title, int quantity) {
        String path = reserved(order, title, quantity);
        service()
                .post(path + "/confirm")
                .then()
                .statusCode(200)
                .body("lines[0].category", equalTo(categoryOf(title)));
        return path;
    }

    private static String categoryOf(String title) {
        return api().get("/books/" + idOf(title)).path("category");
    }

    @Test
    void twentyRacingRestocksAreOne() throws Exception {
        String path = sold(1, "A", 4);
        assertThat(stockOf("A")).isEqualTo(5);

        List<Response> responses =
                ConcurrentCalls.race(20, () -> service().post(path + "/restock"));

        assertThat(responses).extracting(Response::statusCode).containsOnly(200);
        assertThat(responses)
                .extracting(Response::asString)
                .containsOnly(responses.getFirst().asString());
        assertThat(stockOf("A")).isEqualTo(9);
        service()
                .post(path + "/restock")
                .then()
                .statusCode(200)
                .body("order_id", equalTo(new UUID(1, 1).toString()))
                .body("status", equalTo("restocked"))
                .body("currency", equalTo("USD"))
                .body("lines", hasSize(1))
                .body("lines[0].title", equalTo("A"))
                .body("lines[0].category", equalTo("First"))
                .body("lines[0].price", equalTo(1.00f))
                .body("lines[0].quantity", equalTo(4));
        assertThat(stockOf("A")).isEqualTo(9);
    }

    @Test
    void restockedOrderIsOver() {
        String path = sold(1, "A", 4);
        String result = service().post(path + "/restock").asString();

        for (Response rejected :
                List.of(service().post(path + "/confirm"), service().delete(path))) {
            rejected.then()
                    .statusCode(409)
                    .body("type", equalTo("/problems/reservation-restocked"));
        }
        assertThat(
                        service()
                                .body(
                                        "{\"lines\":[{\"book_id\":\"%s\",\"quantity\":1}]}"
                                                .formatted(idOf("B")))
                                .put(path)
                                .asString())
                .isEqualTo(result);
        assertThat(stockOf("A")).isEqualTo(9);
        assertThat(stockOf("B")).isEqualTo(9);
    }

    @Test
    void onlyASaleIsRestocked() {
        String held = reserved(1, "A", 1);
        String released = reserved(2, "A", 1);
        service().delete(released).then().statusCode(204);

        for (String path : List.of(held, released)) {
            service()
                    .post(path + "/restock")
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("/problems/reservation-not-confirmed"));
        }
        service().post(PATH + new UUID(1, 3) + "/restock").then().statusCode(404);
        assertThat(stockOf("A")).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/restock", "/confirm"})
    void internalPathsAreForServicesOnly(String operation) {
        String path = PATH + new UUID(1, 1) + operation;
        if (operation.isEmpty()) {
            api().delete(path).then().statusCode(401);
            admin().delete(path).then().statusCode(403);
        } else {
            api().post(path).then().statusCode(401);
            admin().post(path).then().statusCode(403);
        }
    }

    @Test
    void bestsellersComeFirstPageByPage() {
        assumeTrue(TestStore.searchEverything());
        sold(1, "C", 2);
        String most = sold(2, "E", 5);
        sold(3, "A", 1);
        sold(4, "A", 1);
        reserved(5, "B", 9);

        countSales.run().await().atMost(DEADLINE);
        // A and C tie; B's copies are only reserved.
        assertThat(bestsellers(2)).first().isEqualTo("E");
        assertThat(bestsellers(2).subList(1, 3)).containsExactlyInAnyOrder("A", "C");
        assertThat(bestsellers(2).subList(3, 5)).containsExactlyInAnyOrder("B", "D");
        assertThat(bestsellers(1)).isEqualTo(bestsellers(100));

        service().post(most + "/restock").then().statusCode(200);
        countSales.run().await().atMost(DEADLINE);
        assertThat(bestsellers(2).subList(0, 2)).containsExactlyInAnyOrder("A", "C");
    }

    /** Returns the titles of all pages, following the cursors. */
    private static List<String> bestsellers(int limit) {
        List<String> titles = new ArrayList<>();
        String cursor = null;
        do {
            var request = api().queryParam("sort", "bestselling").queryParam("limit", limit);
            Response page =
                    (cursor == null ? request : request.queryParam("cursor", cursor)).get("/books");
            page.then().statusCode(200);
            titles.addAll(page.<List<String>>path("items.title"));
            cursor = page.path("next_cursor");
        } while (cursor != null);
        return titles;
    }
}
