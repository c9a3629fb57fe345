package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.LineRefresh;
import dev.cloudshelf.cart.http.FakeCatalog.CannedResponse;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carts with old catalog data. */
@QuarkusTest
@QuarkusTestResource(FakeCatalog.class)
@NullUnmarked
class CartRefreshTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    FakeCatalog catalog;

    @Inject CartStore carts;

    private final UUID customer = UUID.randomUUID();

    /** Waits until the pause after a failed call of the catalog has ended. */
    @AfterEach
    void catalogRecovers() throws InterruptedException {
        catalog.respondToLists(null);
        Thread.sleep(FakeCatalog.REFRESH_PAUSE_MILLIS + 50);
    }

    @Test
    void changedPriceIsShownWithTheFormerPrice() {
        UUID book = catalog.sell("New title", "12.00");
        put(book, "9.00", 2, minutesAgo(16));
        String before =
                cart().body("items[0].book_title", equalTo("New title"))
                        .body("items[0].book_price", equalTo(12.00f))
                        .body("items[0].price_was", equalTo(9.00f))
                        .body("items[0].line_total", equalTo(24.00f))
                        .body("items[0].availability", equalTo("available"))
                        .body("total_amount", equalTo(24.00f))
                        .extract()
                        .asString();
        assertThat(cart().extract().asString()).as("it is kept").isEqualTo(before);
        assertThat(catalog.listsWith(book)).hasSize(1);
        my().contentType(ContentType.JSON)
                .body("{\"quantity\":1}")
                .put("/cart/items/{id}", book)
                .then()
                .body("items[0].price_was", nullValue());
        cart().body("items[0].price_was", nullValue());
    }

    @Test
    void freshCartCallsNoCatalog() {
        UUID book = catalog.sell("Fresh", "12.00");
        put(book, "9.00", 2, minutesAgo(14));
        cart().body("items[0].book_price", equalTo(9.00f));
        assertThat(catalog.listsWith(book)).isEmpty();
    }

    @Test
    void bookThatIsShortOrGoneIsFlaggedAndNotDropped() {
        UUID few = catalog.sell("Few", "5.00");
        UUID gone = UUID.randomUUID();
        put(few, "5.00", 4, minutesAgo(16));
        put(gone, "6.00", 1, minutesAgo(15).minusSeconds(1));
        cart().body("items", hasSize(2))
                .body("items.availability", equalTo(List.of("short", "gone")))
                .body("items[1].book_price", equalTo(6.00f));
        assertThat(catalog.listsWith(few))
                .as("one call for both")
                .isEqualTo(catalog.listsWith(gone));
    }

    @Test
    void lineThatIsShortSaysSoAtOnce() {
        UUID few = catalog.sell("Few", "5.00");
        my().contentType(ContentType.JSON)
                .body("{\"quantity\":4}")
                .put("/cart/items/{id}", few)
                .then()
                .body("items[0].availability", equalTo("short"));
    }

    @Test
    void eTagChangesWithTheShownCart() {
        UUID id = UUID.randomUUID();
        put(id, "9.00", 2, minutesAgo(5));
        List<Book> sightings =
                List.of(
                        new Book(id, "Old title", Money.usd("9.50"), null, 9),
                        new Book(id, "Old title", Money.usd("9.50"), null, 1),
                        new Book(id, "New title", Money.usd("9.50"), null, 1),
                        new Book(id, "New title", Money.usd("9.50"), "https://img/1.jpg", 1),
                        new Book(id, "New title", Money.usd("9.00"), "https://img/1.jpg", 1));
        Set<String> tags = new HashSet<>();
        tags.add(cart().extract().header("ETag"));
        sightings.forEach(book -> {
            see(book);
            tags.add(cart().extract().header("ETag"));
        });
        see(null);
        String last = cart().extract().header("ETag");
        tags.add(last);
        assertThat(tags).hasSize(sightings.size() + 2);
        my().header("If-None-Match", last).get("/cart").then().statusCode(304);
    }

    /** Stores a line as if the catalog had just been called. */
    private void see(Book book) {
        CartLine line =
                carts.read(owner(), Instant.now()).await().atMost(TIMEOUT).lines().getFirst();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        carts.refresh(owner(), List.of(new LineRefresh(line, line.refreshed(book, now))))
                .await()
                .atMost(TIMEOUT);
    }

    @Test
    void hundredStaleLinesAreRefreshedByOneCall() {
        List<UUID> books = Stream.generate(() -> catalog.sell("Many", "2.00")).limit(100).toList();
        books.forEach(book -> put(book, "1.00", 1, minutesAgo(60)));
        cart().body("items", hasSize(100)).body("total_amount", equalTo(200.00f));
        assertThat(catalog.listsWith(books.getFirst()))
                .singleElement()
                .satisfies(list -> assertThat(list).containsExactlyInAnyOrderElementsOf(books));
        cart().body("total_amount", equalTo(200.00f));
        assertThat(catalog.listsWith(books.getFirst())).hasSize(1);
    }

    @Test
    void slowCatalogDelaysNoCartAndIsPaused() {
        UUID book = catalog.sell("Slow", "12.00");
        put(book, "9.00", 2, minutesAgo(16));
        catalog.respondToLists(
                CannedResponse.of(200, "{\"items\":[]}").after(Duration.ofSeconds(20)));
        long startNanos = System.nanoTime();
        cart().body("items[0].book_price", equalTo(9.00f));
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                .isLessThan(Duration.ofMillis(FakeCatalog.REFRESH_MILLIS + 10_000));
        cart().body("items[0].book_price", equalTo(9.00f));
        assertThat(catalog.listsWith(book)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"items\":[null]}",
                "{\"items\":[{}]}",
                "{\"items\":[{\"id\":\"00000000-0000-7000-8000-000000000000\",\"title\":\"T\","
                        + "\"price\":1.00,\"currency\":\"USD\",\"stock_quantity\":1}]}",
            })
    void invalidListResponseChangesNothing(String body) {
        UUID book = catalog.sell("Odd", "12.00");
        put(book, "9.00", 2, minutesAgo(16));
        catalog.respondToLists(CannedResponse.of(200, body));
        cart().body("items[0].book_price", equalTo(9.00f))
                .body("items[0].availability", equalTo("available"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"%s\",\"title\":7}",
                "{\"id\":\"%s\",\"title\":\"T\",\"price\":\"cheap\"}",
                "{\"id\":\"%s\",\"title\":\"T\",\"price\":1.001,\"currency\":\"USD\","
                        + "\"stock_quantity\":1}",
                "{\"id\":\"%s\",\"title\":\"T\",\"price\":[[]],\"stock_quantity\":{}}",
            })
    void invalidBookIsSkippedAndTheOthersAreRefreshed(String oddBook) {
        UUID odd = UUID.randomUUID();
        UUID well = UUID.randomUUID();
        UUID gone = UUID.randomUUID();
        for (UUID book : List.of(odd, well, gone)) {
            put(book, "9.00", 2, minutesAgo(16));
        }
        catalog.respondToLists(
                CannedResponse.of(
                        200,
                        "{\"items\":[%s,%s]}"
                                .formatted(
                                        oddBook.formatted(odd),
                                        FakeCatalog.json(well, "New title", "12.30"))));
        var items = cart().extract().jsonPath();
        assertThat(items.getString(item(odd, "book_title"))).isEqualTo("Old title");
        assertThat(items.getString(item(odd, "availability"))).isEqualTo("available");
        assertThat(items.getString(item(well, "book_price"))).isEqualTo("12.3");
        assertThat(items.getString(item(gone, "availability"))).isEqualTo("gone");

        catalog.respondToLists(null);
        assertThat(cart().extract().jsonPath().getString(item(odd, "availability")))
                .as("it is asked for again at once")
                .isEqualTo("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "7", "[]", "\"x\"", "{\"id\":\"x\"}", "{\"id\":7}"})
    void bookWithoutAnIdMarksNoBookAsGone(String oddBook) {
        UUID well = UUID.randomUUID();
        UUID missing = UUID.randomUUID();
        put(well, "9.00", 2, minutesAgo(16));
        put(missing, "9.00", 2, minutesAgo(16));
        catalog.respondToLists(
                CannedResponse.of(
                        200,
                        "{\"items\":[%s,%s]}"
                                .formatted(oddBook, FakeCatalog.json(well, "New title", "12.30"))));
        var items = cart().extract().jsonPath();
        assertThat(items.getString(item(well, "book_title"))).isEqualTo("New title");
        assertThat(items.getString(item(missing, "availability"))).isEqualTo("available");
    }

    private static String item(UUID book, String field) {
        return "items.find { it.book_id == '%s' }.%s".formatted(book, field);
    }

    @Test
    void failingCatalogChangesNothingAndIsCalledAgainLater() throws InterruptedException {
        UUID book = catalog.sell("Broken", "12.00");
        put(book, "9.00", 2, minutesAgo(16));
        catalog.respondToLists(CannedResponse.of(500, "{}"));
        cart().body("items[0].book_price", equalTo(9.00f));
        catalogRecovers();
        cart().body("items[0].book_price", equalTo(12.00f));
    }

    private void put(UUID book, String price, int quantity, Instant at) {
        carts.set(owner(), new Book(book, "Old title", Money.usd(price), null, 9), quantity, at)
                .await()
                .atMost(TIMEOUT);
    }

    private CartOwner owner() {
        return new CartOwner.Customer(customer.toString());
    }

    private static Instant minutesAgo(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.MILLIS);
    }

    private ValidatableResponse cart() {
        return my().get("/cart").then().statusCode(200);
    }

    private RequestSpecification my() {
        return given().filter(ApiConformance.ofThisService())
                .auth()
                .oauth2(TestTokens.customer(customer));
    }
}
