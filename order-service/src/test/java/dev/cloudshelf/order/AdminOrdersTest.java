package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AdminOrdersTest extends Shop {

    @Test
    void everybodysOrdersAreListedFromNewToOldWithWhoseTheyAre() {
        List<String> placed = new ArrayList<>();
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID someone = i % 2 == 0 ? customer : UUID.randomUUID();
            customers.add(someone.toString());
            placed.add(buy(someone, "key " + i).jsonPath().getString("id"));
        }

        List<String> listed = new ArrayList<>();
        List<String> whose = new ArrayList<>();
        String cursor = "";
        while (listed.size() < placed.size()) {
            JsonPath page =
                    asAdmin()
                            .queryParam("cursor", cursor)
                            .queryParam("limit", 2)
                            .get("/admin/orders")
                            .jsonPath();
            listed.addAll(page.getList("items.id"));
            whose.addAll(page.getList("items.user_id"));
            cursor = page.getString("next_cursor");
            buy(UUID.randomUUID(), "meanwhile");
        }

        assertThat(listed.subList(0, 5)).containsExactlyElementsOf(placed.reversed());
        assertThat(whose.subList(0, 5)).containsExactlyElementsOf(customers.reversed());
    }

    @Test
    void theListCanBeOfACustomerAStatusAndAPeriod() {
        Instant before = now();
        String first = buy(customer, "one").jsonPath().getString("id");
        String second = buy(customer, "two").jsonPath().getString("id");
        Instant secondAt =
                Instant.parse(mine().get("/orders/" + second).jsonPath().getString("created_at"));
        buy(UUID.randomUUID(), "somebody else's");
        mine().post("/orders/" + first + "/cancel");

        assertThat(ids("user_id=" + customer)).containsExactly(second, first);
        assertThat(ids("user_id=" + customer + "&status=cancelled")).containsExactly(first);
        assertThat(ids("user_id=" + customer + "&from=" + before + "&to=" + secondAt))
                .containsExactly(first);
        assertThat(ids("user_id=" + customer + "&from=" + secondAt)).containsExactly(second);
        assertThat(ids("user_id=" + customer + "&from=2000-01-01&to=2001-01-01")).isEmpty();
        assertThat(ids("user_id=" + customer + "&from=2026-01-01")).hasSize(2);
        assertThat(ids("user_id=" + customer + "&from=2026-01-01T01:00:00%2B01:00")).hasSize(2);
    }

    @Test
    void aCursorOfAnotherFilterIsRefused() {
        buy(customer, "one");
        buy(customer, "two");
        String cursor =
                asAdmin()
                        .get("/admin/orders?limit=1&user_id=" + customer)
                        .jsonPath()
                        .getString("next_cursor");

        for (String other : List.of("", "user_id=" + UUID.randomUUID(), "from=2026-01-01")) {
            Response refused = asAdmin().get("/admin/orders?cursor=" + cursor + "&" + other);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(type(refused)).isEqualTo("/problems/bad-cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=lost",
                "user_id=me",
                "from=yesterday",
                "from=2026-02-30",
                "from=1999-12-31",
                "to=%2B10000-01-01",
                "to=2026-11-20T12:00:00",
                "limit=0",
                "limit=101",
                "cursor=abc"
            })
    void aBadParameterIsA400(String query) {
        assertThat(asAdmin().get("/admin/orders?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void itIsForAdministratorsOnly() {
        Response refused = mine().get("/admin/orders");
        Response listed = asAdmin().get("/admin/orders?limit=1");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.header("Cache-Control")).contains("no-store");
    }

    private List<String> ids(String query) {
        return asAdmin()
                .urlEncodingEnabled(false)
                .get("/admin/orders?" + query)
                .jsonPath()
                .getList("items.id");
    }

    private Response buy(UUID someone, String key) {
        UUID book = UUID.randomUUID();
        neighbours.catalog.stock(book, "Kim", "9.99", 1);
        neighbours.carts.put(someone, book, 1);
        Response placed = place(someone, key + book, ORDER);
        neighbours.carts.empty(someone);
        return placed;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
