package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of an order after it was placed, over all services. */
@ExtendWith(SharedCloud.class)
class FulfilmentTest {

    private static final Duration EFFECTS = Duration.ofSeconds(20);

    /** A function leaves letters to the due work, which waits until nobody else can be at one. */
    private static final Duration LETTERS = Duration.ofSeconds(90);

    private final Shop shop;
    private final Mailbox mailbox;

    FulfilmentTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        mailbox = new Mailbox(cloud);
    }

    @Test
    void orderIsShippedAndDeliveredAndItsHistorySaysByWhom() {
        Customer reader = shop.newCustomer();
        String order = buy(reader, shop.newBook(3), 1);

        shop.as(reader).post("/orders/{id}/ship", order).then().statusCode(403);
        shop.admin().post("/orders/{id}/ship", order).then().statusCode(200);
        shop.as(reader).post("/orders/{id}/cancel", order).then().statusCode(409);
        shop.admin().post("/orders/{id}/deliver", order).then().statusCode(200);

        JsonPath seen = shop.as(reader).get("/orders/{id}", order).jsonPath();
        assertThat(seen.getString("status")).isEqualTo("delivered");
        assertThat(seen.getList("history.status"))
                .containsExactly("pending", "confirmed", "shipped", "delivered");
        assertThat(seen.getList("history.by", String.class).subList(0, 2))
                .containsOnly(reader.id());
        assertThat(seen.getList("history.by", String.class).subList(2, 4))
                .doesNotContain(reader.id());
    }

    @Test
    void copiesOfACancelledOrderAreOnSaleAgainOnce() throws InterruptedException {
        Customer reader = shop.newCustomer();
        String book = shop.newBook(5);
        String order = buy(reader, book, 3);
        assertThat(shop.copiesOnHand(book)).isEqualTo(2);

        shop.as(shop.newCustomer()).post("/orders/{id}/cancel", order).then().statusCode(404);
        shop.as(reader).post("/orders/{id}/cancel", order).then().statusCode(200);
        Eventually.holds(EFFECTS, () -> assertThat(shop.copiesOnHand(book)).isEqualTo(5));
        shop.as(reader).post("/orders/{id}/cancel", order);
        buy(shop.newCustomer(), book, 5);

        assertThat(shop.copiesOnHand(book)).isZero();
        shop.as(reader)
                .get("/orders/{id}", order)
                .then()
                .body("status", equalTo("cancelled"))
                .body("history.status", equalTo(List.of("pending", "confirmed", "cancelled")));
    }

    @Test
    void customerGetsALetterThatCanBeOpened() throws InterruptedException {
        Customer reader = shop.newCustomer();
        String order = buy(reader, shop.newBook(3), 2);

        Eventually.holds(LETTERS, () -> assertThat(mailbox.lettersAbout(order)).hasSize(1));

        assertThat(mailbox.lettersAbout(order).getFirst())
                .contains("To: ")
                .contains(reader.email())
                .contains("Subject: ");
    }

    @Test
    @Tag("beyond-phase-1")
    void whatIsSoldLeadsTheListAndIsInTheReport() throws InterruptedException {
        String book = shop.newBook(99);
        buy(shop.newCustomer(), book, 99);

        // Sales are counted by a sweep.
        Eventually.holds(EFFECTS, () -> assertThat(bestseller()).isEqualTo(book));
        assertThat(copiesSold("book", book)).isEqualTo(99);
    }

    @Test
    void whatIsSoldIsInTheReportOfItsCategory() {
        buy(shop.newCustomer(), shop.newBook(1), 1);
        int before = copiesSold("category", Shop.CATEGORY);

        buy(shop.newCustomer(), shop.newBook(99), 99);

        assertThat(copiesSold("category", Shop.CATEGORY)).isEqualTo(before + 99);
    }

    private int copiesSold(String by, String key) {
        return salesReport(by)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("rows.find { it.key == '%s' }.copies".formatted(key));
    }

    private Response salesReport(String by) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return shop.admin()
                .queryParam("from", today.minusDays(1).toString())
                .queryParam("to", today.toString())
                .queryParam("by", by)
                .queryParam("limit", 1000)
                .get("/reports/sales");
    }

    @Test
    @Tag("phase-1-only")
    void whatIsBeyondThePhaseIsRefusedWithWhatIsNot() {
        for (Response refused :
                List.of(shop.visitor().get("/books?sort=bestselling"), salesReport("book"))) {
            refused.then().statusCode(400).body("type", equalTo("/problems/beyond-phase"));
        }
        shop.visitor().get("/books?sort=price").then().body("taken", hasItems("title", "newest"));
        salesReport("book").then().body("taken", hasItems("day", "month", "category"));
    }

    private String bestseller() {
        return shop.visitor()
                .get("/books?sort=bestselling&limit=1")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
    }

    @Test
    void administratorFindsTheOrdersOfOneCustomer() {
        Customer reader = shop.newCustomer();
        String first = buy(reader, shop.newBook(3), 1);
        String second = buy(reader, shop.newBook(3), 1);

        JsonPath found =
                shop.admin()
                        .queryParam("user_id", reader.id())
                        .queryParam("status", "confirmed")
                        .get("/admin/orders")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

        assertThat(found.getList("items.id")).containsExactly(second, first);
        shop.as(reader).get("/admin/orders").then().statusCode(403);
    }

    private String buy(Customer customer, String book, int copies) {
        shop.add(customer, book, copies).then().statusCode(200);
        return shop.order(customer, "of " + book).then().statusCode(201).extract().path("id");
    }
}
