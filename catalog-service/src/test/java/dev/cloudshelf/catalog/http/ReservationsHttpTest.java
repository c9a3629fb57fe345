package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.admin;
import static dev.cloudshelf.catalog.http.BooksHttpTest.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("http")
class ReservationsHttpTest {

    static final String PATH = "/internal/stock-reservations/";

    private String bookId;

    @BeforeEach
    void threeCopies() {
        TestStore.empty();
        admin().contentType("text/csv")
                .body(
                        """
                        title,author,isbn,price,category,stock_quantity
                        Dune,Frank Herbert,9780441172719,9.99,Science Fiction,3
                        """)
                .post("/books/import")
                .then()
                .statusCode(200);
        bookId = api().get("/books/isbn/9780441172719").path("id");
    }

    static RequestSpecification service() {
        return api().auth()
                .oauth2(TestTokens.service("order-service"))
                .contentType("application/json");
    }

    private String lines(int quantity) {
        return "{\"lines\":[{\"book_id\":\"%s\",\"quantity\":%d}]}".formatted(bookId, quantity);
    }

    @Test
    void stockIsHeldConfirmedAndNotGivenBack() {
        String path = PATH + new UUID(1, 1);

        service()
                .body(lines(2))
                .put(path)
                .then()
                .statusCode(200)
                .body("status", equalTo("reserved"))
                .body("currency", equalTo("USD"))
                .body("lines[0].title", equalTo("Dune"))
                .body("lines[0].category", equalTo("Science Fiction"))
                .body("lines[0].price", equalTo(9.99f))
                .body("lines[0].quantity", equalTo(2));
        service()
                .post(path + "/confirm")
                .then()
                .statusCode(200)
                .body("status", equalTo("confirmed"));
        service()
                .delete(path)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/reservation-confirmed"));
        api().get("/books/" + bookId).then().body("stock_quantity", equalTo(1));
    }

    @Test
    void racingReservationsOfOneOrderGetTheSameResponse() throws Exception {
        String path = PATH + new UUID(1, 1);

        List<Response> responses =
                ConcurrentCalls.race(20, () -> service().body(lines(2)).put(path));

        assertThat(responses).extracting(Response::statusCode).containsOnly(200);
        // To the last digit of expires_at: the first response has the value that was stored.
        assertThat(responses)
                .extracting(Response::asString)
                .containsOnly(service().body(lines(1)).put(path).asString());
        api().get("/books/" + bookId).then().body("stock_quantity", equalTo(1));
    }

    @Test
    void shortageNamesItsLines() {
        service()
                .body(lines(4))
                .put(PATH + new UUID(1, 1))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/out-of-stock"))
                .body("lines", hasSize(1))
                .body("lines[0].book_id", equalTo(bookId))
                .body("lines[0].requested", equalTo(4))
                .body("lines[0].available", equalTo(3));
    }

    @Test
    void releasedOrderCannotReserve() {
        String path = PATH + new UUID(1, 1);

        service().delete(path).then().statusCode(204);
        service()
                .body(lines(1))
                .put(path)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/reservation-released"));
        service().post(path + "/confirm").then().statusCode(409);
        service().post(PATH + new UUID(1, 2) + "/confirm").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lines\":[]}",
                "{}",
                "{\"lines\":null}",
                "{\"lines\":[null]}",
                "{\"lines\":[{\"quantity\":1}]}",
                "{\"lines\":[{\"book_id\":\"x\",\"quantity\":1}]}",
                "{\"lines\":[{\"book_id\":\"01980000-0000-7000-8000-000000000001\",\"quantity\":0}]}",
                "{\"lines\":[{\"book_id\":\"01980000-0000-7000-8000-000000000001\",\"quantity\":100}]}"
            })
    void badLinesAre400(String body) {
        service().body(body).put(PATH + new UUID(1, 1)).then().statusCode(400);
    }

    @Test
    void bookNamedTwiceIs400() {
        String line = "{\"book_id\":\"%s\",\"quantity\":1}".formatted(bookId);
        service()
                .body("{\"lines\":[%s,%s]}".formatted(line, line))
                .put(PATH + new UUID(1, 1))
                .then()
                .statusCode(400);
    }

    @Test
    void reservationsAreForServicesOnly() {
        api().contentType("application/json")
                .body(lines(1))
                .put(PATH + new UUID(1, 1))
                .then()
                .statusCode(401);
        admin().contentType("application/json")
                .body(lines(1))
                .put(PATH + new UUID(1, 1))
                .then()
                .statusCode(403);
    }
}
