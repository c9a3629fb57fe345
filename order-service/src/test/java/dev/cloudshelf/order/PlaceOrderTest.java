package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.PricedLine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlaceOrderTest extends Shop {

    @Inject OrderBook book;

    @Test
    void buysWhatIsInTheCart() {
        UUID first = inCart("Middlemarch", "12.50", 5, 2);
        UUID second = inCart("Kim", "9.99", 1, 1);

        Response placed = place("key");

        assertThat(placed.statusCode()).isEqualTo(201);
        JsonPath order = placed.jsonPath();
        assertThat(placed.header("Location")).endsWith("/orders/" + order.getString("id"));
        assertThat(placed.header("Cache-Control")).isEqualTo("no-store");
        assertThat(order.getString("user_id")).isEqualTo(customer.toString());
        assertThat(order.getString("status")).isEqualTo("confirmed");
        assertThat(placed.asString())
                .contains(
                        """
                        {"book_id":"%s","title":"Middlemarch","price":12.50,"quantity":2,\
                        "line_total":25.00},\
                        {"book_id":"%s","title":"Kim","price":9.99,"quantity":1,"line_total":9.99}\
                        """
                                .formatted(first, second),
                        """
                        "subtotal":34.99,"tax":2.80,"shipping":4.99,"total":42.78,"currency":"USD\"\
                        """,
                        """
                        "shipping_address":{"street":"1 Long Street","city":"Portland",\
                        "state":"OR","postal_code":"97205","country":"US"}\
                        """);
        assertThat(order.getList("history.status")).containsExactly("pending", "confirmed");
        assertThat(order.getList("history.by")).containsOnly(customer.toString());
        assertThat(order.getString("refusal")).isNull();
        assertThat(neighbours.catalog.left(first)).isEqualTo(3);
        assertThat(neighbours.catalog.sold(first)).isEqualTo(2);
        assertThat(neighbours.catalog.open()).isZero();
    }

    @Test
    void thePlacedOrderIsTheOneThatIsReadLater() {
        inCart("Middlemarch", "12.50", 5, 2);

        Response placed = place("key");
        Response read = mine().get("/orders/" + placed.jsonPath().getString("id"));

        assertThat(read.asString()).isEqualTo(placed.asString());
    }

    @Test
    void whatWasBoughtLeavesTheCartAndWhatWasAddedMeanwhileStays() {
        UUID bought = inCart("Middlemarch", "12.50", 5, 2);
        place("key");
        assertThat(neighbours.carts.quantity(customer, bought)).isZero();

        UUID kept = inCart("Kim", "9.99", 5, 1);
        neighbours.carts.put(customer, bought, 3);
        place("key");

        assertThat(neighbours.carts.quantity(customer, bought)).isEqualTo(3);
        assertThat(neighbours.carts.quantity(customer, kept)).isEqualTo(1);
    }

    @Test
    void taxIsThatOfWhereTheOrderGoes() {
        inCart("Middlemarch", "10.00", 5, 2);

        Response californian = place("key", ORDER.replace("\"OR\"", "\"ca\""));

        assertThat(californian.asString())
                .contains("\"subtotal\":20.00,\"tax\":1.45,\"shipping\":4.99,\"total\":26.44");
    }

    @Test
    void fromTheThresholdOnItShipsFree() {
        inCart("Middlemarch", "25.00", 5, 2);

        assertThat(place("key").asString()).contains("\"shipping\":0.00,\"total\":54.00");
    }

    @Test
    void anEmptyCartBuysNothing() {
        Response refused = place("key");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(type(refused)).isEqualTo("/problems/cart-empty");
        inCart("Kim", "9.99", 1, 1);
        assertReplayed(place("key"), refused);
        assertThat(place("a new key").statusCode()).isEqualTo(201);
    }

    @Test
    void aShortageNamesItsLinesAndSellsNothing() {
        UUID plenty = inCart("Middlemarch", "12.50", 5, 2);
        UUID scarce = inCart("Kim", "9.99", 1, 3);

        Response refused = place("key");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(type(refused)).isEqualTo("/problems/out-of-stock");
        assertThat(refused.asString())
                .contains(
                        "\"lines\":[{\"book_id\":\"%s\",\"requested\":3,\"available\":1}]"
                                .formatted(scarce));
        assertThat(neighbours.catalog.left(plenty)).isEqualTo(5);
        neighbours.catalog.stock(scarce, "Kim", "9.99", 50);
        assertReplayed(place("key"), refused);
        assertThat(neighbours.catalog.sold(scarce)).isZero();
        assertThat(place("a new key").statusCode()).isEqualTo(201);
    }

    @Test
    void aBookThatIsNoLongerSoldIsNamedAsUnavailable() {
        UUID kept = inCart("Middlemarch", "12.50", 5, 2);
        UUID removed = inCart("Kim", "9.99", 5, 1);
        neighbours.catalog.remove(removed);

        Response refused = place("key");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(type(refused)).isEqualTo("/problems/out-of-stock");
        assertThat(refused.asString())
                .contains(
                        "\"lines\":[{\"book_id\":\"%s\",\"requested\":1,\"available\":0}]"
                                .formatted(removed));
        assertThat(neighbours.catalog.left(kept)).isEqualTo(5);
    }

    @Test
    void everyShortLineIsNamed() {
        UUID raised = inCart("Middlemarch", "12.50", 5, 6);
        UUID soldOut = inCart("Kim", "9.99", 0, 1);

        assertThat(place("key").jsonPath().getList("lines.book_id"))
                .containsExactlyInAnyOrder(raised.toString(), soldOut.toString());
    }

    @Test
    void theCategoryIsKeptForTheReportsAndNotShown() {
        inCart("Kim", "9.99", 5, 1);
        Response placed = place("key");

        assertThat(placed.asString()).doesNotContain("category");
        UUID order = UUID.fromString(placed.jsonPath().getString("id"));
        assertThat(
                        book.find(order, customer)
                                .await()
                                .atMost(Duration.ofSeconds(10))
                                .orElseThrow()
                                .items())
                .extracting(PricedLine::category)
                .containsExactly("Fiction");
    }

    @Test
    void oneCentBelowTheThresholdItDoesNotShipFree() {
        inCart("Middlemarch", "49.99", 5, 1);

        assertThat(place("key").asString()).contains("\"shipping\":4.99,\"total\":58.98");
    }

    @Test
    void aRefusedOrderIsListedAsCancelledWithItsReason() {
        inCart("Kim", "9.99", 0, 1);
        place("key");

        JsonPath orders = mine().get("/orders?status=cancelled").jsonPath();

        assertThat(orders.getList("items.refusal")).containsExactly("out-of-stock");
        assertThat(orders.getList("items[0].history.status"))
                .containsExactly("pending", "cancelled");
        assertThat(orders.getList("items[0].items")).isEmpty();
    }

    @Test
    void aRiseInPriceIsRefusedWithTheNewPrices() {
        UUID book = inCart("Kim", "9.99", 5, 1);
        neighbours.catalog.price(book, "12.99");

        Response refused = place("key", expecting("15.78"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(type(refused)).isEqualTo("/problems/price-changed");
        assertThat(refused.asString())
                .contains(
                        """
                        "expected_total":15.78,"lines":[{"book_id":"%s","title":"Kim",\
                        "price":12.99,"quantity":1,"line_total":12.99}],"subtotal":12.99,\
                        "tax":1.04,"shipping":4.99,"total":19.02,"currency":"USD\"\
                        """
                                .formatted(book));
        assertThat(neighbours.catalog.left(book)).isEqualTo(5);
        assertThat(neighbours.catalog.open()).isZero();
        neighbours.catalog.price(book, "1.00");
        assertReplayed(place("key", expecting("15.78")), refused);
        assertThat(place("a new key", expecting("15.78")).statusCode()).isEqualTo(201);
    }

    @Test
    void aFallInPriceIsPassedOn() {
        UUID book = inCart("Kim", "9.99", 5, 1);
        neighbours.catalog.price(book, "5.00");

        Response placed = place("key", expecting("15.78"));

        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(placed.asString()).contains("\"total\":10.39");
    }

    @Test
    void theExpectedTotalItselfIsAccepted() {
        inCart("Kim", "9.99", 5, 2);

        assertThat(place("one", expecting("26.56")).statusCode()).isEqualTo(409);
        assertThat(place("two", expecting("26.57")).statusCode()).isEqualTo(201);
    }

    @Test
    void ofTwoCustomersAndOneLastCopyOneBuysIt() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            UUID last = inCart("Kim", "9.99", 1, 1);
            UUID rival = UUID.randomUUID();
            neighbours.carts.put(rival, last, 1);
            String key = "round " + round;

            List<Response> answers =
                    Together.both(
                            () -> place(customer, key, ORDER), () -> place(rival, key, ORDER));

            assertThat(answers)
                    .extracting(Response::statusCode)
                    .containsExactlyInAnyOrder(201, 409);
            assertThat(neighbours.catalog.sold(last)).isOne();
            assertThat(neighbours.catalog.left(last)).isZero();
            neighbours.carts.empty(customer);
        }
    }

    @Test
    void theRequestsIdReachesTheOtherServices() {
        inCart("Kim", "9.99", 1, 1);

        String order =
                mine().header("Idempotency-Key", "key")
                        .header("X-Request-Id", "a-request-of-this-test")
                        .contentType("application/json")
                        .body(ORDER)
                        .post("/orders")
                        .jsonPath()
                        .getString("id");

        // Of this test: an effect of another one may still be at it.
        assertThat(neighbours.catalog.calls(call -> call.path().contains(order)))
                .hasSize(2)
                .allMatch(call -> call.requestId().equals("a-request-of-this-test"));
        assertThat(neighbours.carts.calls(call -> call.path().contains(customer.toString())))
                .hasSize(2)
                .allMatch(call -> call.requestId().equals("a-request-of-this-test"));
    }
}
