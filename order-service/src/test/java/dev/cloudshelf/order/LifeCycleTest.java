package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to an order after it was placed. */
@QuarkusTest
class LifeCycleTest extends Shop {

    private static final int STOCK = 10;

    @Test
    void aCustomerCancelsAnOrderAndItsCopiesAreOnSaleAgain() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        Response placed = place("key");

        Response cancelled = take(mine(), placed, "cancel");

        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(cancelled.jsonPath().getString("status")).isEqualTo("cancelled");
        assertThat(cancelled.jsonPath().getString("refusal")).isNull();
        assertThat(cancelled.jsonPath().getList("items")).hasSize(1);
        assertThat(cancelled.jsonPath().getList("history.status"))
                .containsExactly("pending", "confirmed", "cancelled");
        assertThat(cancelled.jsonPath().getList("history.by")).containsOnly(customer.toString());
        assertThat(cancelled.header("Cache-Control")).isEqualTo("no-store");
        Response read = read(placed);
        assertThat(read.asString()).isEqualTo(cancelled.asString());
        assertThat(read.header("ETag")).isEqualTo(cancelled.header("ETag"));
        eventually(() -> neighbours.catalog.left(book) == STOCK);
        assertThat(neighbours.catalog.sold(book)).isZero();
    }

    @Test
    void anAdministratorShipsAndDelivers() {
        inCart("Kim", "9.99", STOCK, 1);
        Response placed = place("key");

        Response shipped = take(asAdmin(), placed, "ship");
        Response delivered = take(asAdmin(), placed, "deliver");

        assertThat(shipped.statusCode()).isEqualTo(200);
        assertThat(shipped.jsonPath().getString("status")).isEqualTo("shipped");
        assertThat(delivered.statusCode()).isEqualTo(200);
        assertThat(read(placed).jsonPath().getList("history.status"))
                .containsExactly("pending", "confirmed", "shipped", "delivered");
        assertThat(read(placed).jsonPath().getList("history.by"))
                .containsExactly(
                        customer.toString(),
                        customer.toString(),
                        ADMIN.toString(),
                        ADMIN.toString());
        assertThat(shipped.header("ETag")).isNotEqualTo(delivered.header("ETag"));
    }

    @Test
    void anAdministratorCancelsAnybodysOrder() {
        inCart("Kim", "9.99", STOCK, 1);
        Response placed = place("key");

        Response cancelled = take(asAdmin(), placed, "cancel");

        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(cancelled.jsonPath().getString("history[2].by")).isEqualTo(ADMIN.toString());
    }

    @Test
    void anOrderOfSomebodyElseIsNotFound() {
        inCart("Kim", "9.99", STOCK, 1);
        Response placed = place("key");

        Response theirs = take(as(UUID.randomUUID()), placed, "cancel");
        Response missing = mine().post("/orders/" + UUID.randomUUID() + "/cancel");
        Response missingToo = asAdmin().post("/orders/" + UUID.randomUUID() + "/ship");
        Response nonsense = asAdmin().post("/orders/nonsense/ship");

        assertThat(List.of(theirs, missing, missingToo, nonsense))
                .allMatch(answer -> answer.statusCode() == 404)
                .allMatch(answer -> "/problems/not-found".equals(type(answer)));
        assertThat(read(placed).jsonPath().getString("status")).isEqualTo("confirmed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ship", "deliver"})
    void aCustomerNeitherShipsNorDelivers(String step) {
        inCart("Kim", "9.99", STOCK, 1);
        Response placed = place("key");

        assertThat(take(mine(), placed, step).statusCode()).isEqualTo(403);
        assertThat(read(placed).jsonPath().getString("status")).isEqualTo("confirmed");
    }

    @Test
    void aStepThatTheStatusDoesNotAllowIsRefused() {
        inCart("Kim", "9.99", STOCK, 1);
        Response placed = place("key");

        assertRefused(take(asAdmin(), placed, "deliver"), "confirmed", "delivered");
        take(asAdmin(), placed, "ship");
        assertRefused(take(mine(), placed, "cancel"), "shipped", "cancelled");
        take(asAdmin(), placed, "deliver");
        assertRefused(take(mine(), placed, "cancel"), "delivered", "cancelled");
        assertRefused(take(asAdmin(), placed, "ship"), "delivered", "shipped");
    }

    @Test
    void aCancelledOrderIsNotShipped() {
        inCart("Kim", "9.99", STOCK, 1);
        Response placed = place("key");
        take(mine(), placed, "cancel");

        assertRefused(take(asAdmin(), placed, "ship"), "cancelled", "shipped");
        assertRefused(take(asAdmin(), placed, "deliver"), "cancelled", "delivered");
    }

    @Test
    void anOrderThatWasRefusedIsNotCancelled() {
        place("an empty cart");
        String refused = mine().get("/orders").jsonPath().getString("items[0].id");

        Response answer = mine().post("/orders/" + refused + "/cancel");

        assertRefused(answer, "cancelled", "cancelled");
        assertThat(answer.jsonPath().getString("detail")).contains("never placed");
    }

    @Test
    void theSameStepAgainIsAnsweredWithTheOrderAsItIs() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        Response placed = place("key");
        Response first = take(mine(), placed, "cancel");

        Response again = take(mine(), placed, "cancel");
        Response byAnother = take(asAdmin(), placed, "cancel");

        assertThat(List.of(again, byAnother))
                .allMatch(answer -> answer.statusCode() == 200)
                .allMatch(answer -> answer.asString().equals(first.asString()));
        eventually(() -> effect(EffectKind.RESTOCK).done());
        assertThat(neighbours.catalog.left(book)).isEqualTo(STOCK);
        assertThat(neighbours.catalog.calls(restock())).hasSize(1);
    }

    @Test
    void ofTwentyRacingCancellationsAndShipmentsOneKindWins() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            UUID book = inCart("Kim", "9.99", STOCK, 2);
            Response placed = place("round " + round);
            AtomicInteger racer = new AtomicInteger();

            List<Response> answers =
                    Together.times(
                            20,
                            () ->
                                    racer.getAndIncrement() % 2 == 0
                                            ? take(mine(), placed, "cancel")
                                            : take(asAdmin(), placed, "ship"));

            List<String> history = read(placed).jsonPath().getList("history.status");
            assertThat(history).hasSize(3);
            assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                    .hasSize(10)
                    .allMatch(won -> won.jsonPath().getString("status").equals(history.getLast()));
            assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
                    .allMatch(lost -> lost.statusCode() == 409)
                    .allMatch(lost -> "/problems/order-status".equals(type(lost)));
            int back = "cancelled".equals(history.getLast()) ? STOCK : STOCK - 2;
            eventually(() -> neighbours.catalog.left(book) == back);
            neighbours.carts.empty(customer);
        }
    }

    @Test
    void aReplayOfThePlacingIsAsItWasWhateverHappenedSince() {
        inCart("Kim", "9.99", STOCK, 1);
        Response placed = place("key");
        take(mine(), placed, "cancel");

        assertReplayed(place("key"), placed);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void copiesGoBackOnceWhateverHappensOnTheWay(Trouble trouble) {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        Response placed = place("key");
        neighbours.catalog.trouble(restock(), trouble, 2);

        assertThat(take(mine(), placed, "cancel").statusCode()).isEqualTo(200);

        eventually(() -> {
            relay.runDue(EffectKind.calls()).await().atMost(Duration.ofSeconds(10));
            return effect(EffectKind.RESTOCK).done();
        });
        assertThat(neighbours.catalog.left(book)).isEqualTo(STOCK);
        assertThat(neighbours.catalog.sold(book)).isZero();
    }

    @Test
    void whatTheCatalogueNeverSoldIsNotAskedForAgain() {
        inCart("Kim", "9.99", STOCK, 2);
        Response placed = place("key");
        neighbours.catalog.forget(placed.jsonPath().getString("id"));

        take(mine(), placed, "cancel");

        eventually(() -> effect(EffectKind.RESTOCK).done());
        assertThat(neighbours.catalog.calls(restock())).hasSize(1);
    }

    @Test
    void withoutATokenNothingHappens() {
        inCart("Kim", "9.99", STOCK, 1);
        Response placed = place("key");
        List<Response> answers = new ArrayList<>();
        for (String step : List.of("cancel", "ship", "deliver")) {
            answers.add(take(io.restassured.RestAssured.given(), placed, step));
        }

        assertThat(answers).extracting(Response::statusCode).containsOnly(401);
        assertThat(read(placed).jsonPath().getString("status")).isEqualTo("confirmed");
    }

    private static Response take(RequestSpecification who, Response order, String step) {
        return who.post("/orders/" + order.jsonPath().getString("id") + "/" + step);
    }

    private Response read(Response order) {
        return mine().get("/orders/" + order.jsonPath().getString("id"));
    }

    private static Predicate<Call> restock() {
        return Call.to("POST", "/restock");
    }

    private static void assertRefused(Response answer, String status, String requested) {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(type(answer)).isEqualTo("/problems/order-status");
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(409);
        assertThat(answer.jsonPath().getString("order_status")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("requested")).isEqualTo(requested);
    }
}
