package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The one path that everything stands on: find, put in the cart, register, buy, see the order. */
@ExtendWith(SharedCloud.class)
class PurchaseTest {

    private static final Duration EFFECTS = Duration.ofSeconds(30);
    private static final BigDecimal TAX_RATE = new BigDecimal("0.08");
    private static final BigDecimal SHIPPING = new BigDecimal("4.99");
    private static final BigDecimal SHIPPING_FREE_FROM = new BigDecimal("50.00");

    private final Shop shop;

    PurchaseTest(Shop shop) {
        this.shop = shop;
    }

    private JsonPath seededBook() {
        JsonPath found =
                shop.visitor()
                        .queryParam("q", "pride prejudice austen")
                        .get("/books")
                        .then()
                        .statusCode(200)
                        .body("items[0].title", equalTo("Pride and Prejudice"))
                        .body("items[0].author", containsString("Austen"))
                        .body("items[0].isbn", notNullValue())
                        .extract()
                        .jsonPath();
        return shop.book(found.getString("items[0].id"));
    }

    @Test
    void realBookIsFoundBoughtAndSeenInTheOrders() throws InterruptedException {
        JsonPath book = seededBook();
        String bookId = book.getString("id");
        BigDecimal price = book.getObject("price", BigDecimal.class);
        int before = book.getInt("stock_quantity");
        Customer reader = shop.newCustomer();
        shop.add(reader, bookId, 2)
                .then()
                .statusCode(200)
                .body("item_count", equalTo(2))
                .body("items[0].book_title", equalTo("Pride and Prejudice"))
                .body("total_amount", equalTo(price.multiply(BigDecimal.TWO)));

        Response placed = shop.order(reader, "my-first-order");

        String orderId =
                placed.then()
                        .statusCode(201)
                        .header("Cache-Control", "no-store")
                        .body("status", equalTo("confirmed"))
                        .body("user_id", equalTo(reader.id()))
                        .body("currency", equalTo("USD"))
                        .body("shipping_address", equalTo(Shop.ADDRESS))
                        .body("items", equalTo(List.of(line(book, 2))))
                        .body("history.status", equalTo(List.of("pending", "confirmed")))
                        .extract()
                        .path("id");
        placed.then().header("Location", endsWith("/api/orders/" + orderId));
        assertTotalsAreRight(placed.jsonPath());
        assertThat(shop.copiesOnHand(bookId)).isEqualTo(before - 2);
        Eventually.holds(
                EFFECTS, () -> assertThat(shop.cart(reader).getInt("item_count")).isZero());
        shop.as(reader)
                .get("/orders/{id}", orderId)
                .then()
                .statusCode(200)
                .body("status", equalTo("confirmed"))
                .body("total", equalTo(placed.jsonPath().getObject("total", BigDecimal.class)));
        assertThat(shop.orders(reader))
                .extracting(order -> order.get("id"))
                .containsExactly(orderId);
    }

    private static Map<String, Object> line(JsonPath book, int quantity) {
        BigDecimal price = book.getObject("price", BigDecimal.class);
        return Map.of(
                "book_id", book.getString("id"),
                "title", book.getString("title"),
                "price", price,
                "quantity", quantity,
                "line_total", price.multiply(BigDecimal.valueOf(quantity)));
    }

    /** The README of order-service says how a total comes about. */
    private static void assertTotalsAreRight(JsonPath order) {
        BigDecimal subtotal =
                order.getList("items.line_total", BigDecimal.class).stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal tax = subtotal.multiply(TAX_RATE).setScale(2, RoundingMode.HALF_UP);
        BigDecimal shipping =
                subtotal.compareTo(SHIPPING_FREE_FROM) < 0 ? SHIPPING : BigDecimal.ZERO;
        assertThat(order.getObject("subtotal", BigDecimal.class)).isEqualByComparingTo(subtotal);
        assertThat(order.getObject("tax", BigDecimal.class)).isEqualByComparingTo(tax);
        assertThat(order.getObject("shipping", BigDecimal.class)).isEqualByComparingTo(shipping);
        assertThat(order.getObject("total", BigDecimal.class))
                .isEqualByComparingTo(subtotal.add(tax).add(shipping));
    }

    @Test
    void severalBooksFromFiftyDollarsOnShipFree() {
        List<String> books = shop.newBooks(2, 10);
        Customer reader = shop.newCustomer();
        shop.add(reader, books.get(0), 3);
        shop.add(reader, books.get(1), 1);

        Response placed = shop.order(reader, UUID.randomUUID().toString());

        placed.then()
                .statusCode(201)
                .body("subtotal", equalTo(new BigDecimal("50.00")))
                .body("shipping", equalTo(new BigDecimal("0.00")))
                .body("total", equalTo(new BigDecimal("54.00")));
        assertTotalsAreRight(placed.jsonPath());
    }

    @Test
    void somebodyElsesOrderDoesNotExistForMe() {
        Customer buyer = shop.newCustomer();
        shop.add(buyer, shop.newBook(5), 1);
        String orderId = shop.order(buyer, "mine").then().statusCode(201).extract().path("id");

        Customer stranger = shop.newCustomer();

        shop.as(stranger)
                .get("/orders/{id}", orderId)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
        assertThat(shop.orders(stranger)).isEmpty();
        shop.as(buyer).get("/orders/{id}", orderId).then().statusCode(200);
    }

    @Test
    void sameKeyAgainIsTheSameOrderToTheByte() {
        String bookId = shop.newBook(5);
        Customer reader = shop.newCustomer();
        shop.add(reader, bookId, 1);
        Response first = shop.order(reader, "a-key");
        first.then().statusCode(201);

        Response replay = shop.order(reader, "a-key");

        replay.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertThat(replay.asString()).isEqualTo(first.asString());
        assertThat(replay.header("Location")).isEqualTo(first.header("Location"));
        assertThat(shop.copiesOnHand(bookId)).isEqualTo(4);
        shop.as(reader)
                .contentType("application/json")
                .header("Idempotency-Key", "a-key")
                .body(Map.of("shipping_address", Shop.ADDRESS, "expected_total", 1000))
                .post("/orders")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
    }

    @Test
    void keyOfOneCustomerIsNothingToAnother() {
        String bookId = shop.newBook(5);
        List<Customer> two = shop.newCustomers(2);
        two.forEach(customer -> shop.add(customer, bookId, 1));

        two.forEach(customer -> shop.order(customer, "1").then().statusCode(201));

        assertThat(shop.copiesOnHand(bookId)).isEqualTo(3);
    }

    @Test
    void emptyCartIsNoOrder() {
        shop.order(shop.newCustomer(), "nothing")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/cart-empty"));
    }

    @Test
    void clientNeverSetsThePrice() {
        Customer reader = shop.newCustomer();
        shop.as(reader)
                .contentType("application/json")
                .body(Map.of("book_id", shop.newBook(1), "quantity", 1, "book_price", 0.01))
                .post("/cart/items")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("book_price"));
    }
}
