package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OrderListTest extends Shop {

    @Test
    void pagesRunFromNewToOldWhileOrdersAreAdded() {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            placed.add(buy("key " + i));
        }

        List<String> listed = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page =
                    mine().queryParam("cursor", cursor)
                            .queryParam("limit", 3)
                            .get("/orders")
                            .jsonPath();
            listed.addAll(page.getList("items.id"));
            cursor = page.getString("next_cursor");
            buy("meanwhile " + listed.size());
        }

        assertThat(listed).containsExactlyElementsOf(placed.reversed());
    }

    @Test
    void theStatusFilterHoldsOverPages() {
        String confirmed = buy("one");
        neighbours.carts.empty(customer);
        place("an empty cart");
        String alsoConfirmed = buy("two");

        JsonPath first = mine().get("/orders?status=confirmed&limit=1").jsonPath();
        String cursor = first.getString("next_cursor");
        JsonPath second =
                mine().get("/orders?status=confirmed&limit=1&cursor=" + cursor).jsonPath();
        Response mixed = mine().get("/orders?status=cancelled&limit=1&cursor=" + cursor);

        assertThat(first.getList("items.id")).containsExactly(alsoConfirmed);
        assertThat(second.getList("items.id")).containsExactly(confirmed);
        assertThat(second.getString("next_cursor")).isNull();
        assertThat(mixed.statusCode()).isEqualTo(400);
        assertThat(type(mixed)).isEqualTo("/problems/bad-cursor");
    }

    @Test
    void aCustomerWithoutOrdersHasAnEmptyList() {
        Response orders = mine().get("/orders");

        assertThat(orders.asString()).isEqualTo("{\"items\":[],\"next_cursor\":null}");
        assertThat(orders.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=ten",
                "cursor=abc",
                "status=lost",
                "status=CONFIRMED"
            })
    void aBadParameterIsA400(String query) {
        assertThat(mine().get("/orders?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void anOrderOfSomebodyElseIsNotFound() {
        String order = buy("key");

        Response theirs = as(UUID.randomUUID()).get("/orders/" + order);
        Response missing = as(UUID.randomUUID()).get("/orders/" + UUID.randomUUID());
        Response nonsense = mine().get("/orders/nonsense");

        assertThat(List.of(theirs, missing, nonsense))
                .allMatch(answer -> answer.statusCode() == 404)
                .allMatch(answer -> "/problems/not-found".equals(type(answer)));
        assertThat(as(UUID.randomUUID()).get("/orders").jsonPath().getList("items")).isEmpty();
    }

    @Test
    void anUnchangedOrderIsNotSentAgain() {
        String order = buy("key");
        Response first = mine().get("/orders/" + order);

        Response again =
                mine().header("If-None-Match", first.header("ETag")).get("/orders/" + order);
        Response other = mine().header("If-None-Match", "\"other\"").get("/orders/" + order);

        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void anOrderThatIsNotAsIfMatchSaysIsNotAnswered() {
        String order = buy("key");
        String tag = mine().get("/orders/" + order).header("ETag");

        Response same = mine().header("If-Match", tag).get("/orders/" + order);
        Response other = mine().header("If-Match", "\"other\"").get("/orders/" + order);

        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(other.statusCode()).isEqualTo(412);
        assertThat(type(other)).isEqualTo("/problems/stale");
    }

    private String buy(String key) {
        inCart("Kim", "9.99", 5, 1);
        String id = place(key).jsonPath().getString("id");
        neighbours.carts.empty(customer);
        return id;
    }
}
