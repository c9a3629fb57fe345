package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import dev.cloudshelf.order.standin.StandInAccounts;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A customer has one open order at most, and no copy in a cart is sold twice. */
@QuarkusTest
class OneOpenOrderTest extends Shop {

    private static final int STOCK = 50;

    static Stream<Arguments> requestsAndPauses() {
        return Stream.of(2, 6, 20)
                .flatMap(count ->
                        Stream.of(0, 10, 50, 200, 1000)
                                .filter(pause -> count * pause <= 2000)
                                .map(pause -> Arguments.of(count, pause)));
    }

    @ParameterizedTest
    @MethodSource("requestsAndPauses")
    void ofManyKeysOneBuysTheCart(int count, int pauseMillis) throws InterruptedException {
        UUID book = inCart("Kim", "9.99", STOCK, 2);

        List<Response> responses = placeWithManyKeys(count, pauseMillis);

        assertThat(responses).extracting(Response::statusCode).containsOnlyOnce(201);
        assertThat(responses)
                .filteredOn(response -> response.statusCode() != 201)
                .allSatisfy(OneOpenOrderTest::assertHeldOrEmpty);
        assertThat(neighbours.catalog.sold(book)).isEqualTo(2);
        assertThat(neighbours.catalog.left(book)).isEqualTo(STOCK - 2);
        assertThat(neighbours.carts.quantity(customer, book)).isZero();
    }

    private static void assertHeldOrEmpty(Response response) {
        if (response.statusCode() == 409) {
            assertThat(type(response)).isEqualTo("/problems/order-in-progress");
            assertThat(Integer.parseInt(response.header("Retry-After"))).isPositive();
        } else {
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(type(response)).isEqualTo("/problems/cart-empty");
        }
    }

    @Test
    void orderIsOffTheCartBeforeItIsAnswered() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);

        place("key");

        assertThat(neighbours.carts.quantity(customer, book)).isZero();
        assertThat(type(place("another"))).isEqualTo("/problems/cart-empty");
    }

    @Test
    void refusedOrderLeavesTheCartAndHoldsNothing() {
        UUID book = inCart("Kim", "9.99", 1, 2);

        assertThat(type(place("key"))).isEqualTo("/problems/out-of-stock");

        assertThat(neighbours.carts.quantity(customer, book)).isEqualTo(2);
        neighbours.catalog.stock(book, "Kim", "9.99", STOCK);
        assertThat(place("another").statusCode()).isEqualTo(201);
    }

    @Test
    void keyThatMetAnotherOrderIsStillFree() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        neighbours.carts.trouble(removal(), Trouble.SERVER_ERROR, 2);
        assertThat(place("key").statusCode()).isEqualTo(201);
        assertThat(type(place("another"))).isEqualTo("/problems/order-in-progress");
        everythingWorks();
        sweep();
        neighbours.carts.put(customer, book, 1);

        assertThat(place("another").statusCode()).isEqualTo(201);
        assertThat(neighbours.catalog.sold(book)).isEqualTo(3);
    }

    @ParameterizedTest
    // A 204 that is cut has no body to miss, and counts.
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUT")
    void orderThatIsNotOffTheCartIsConfirmedAndHoldsItUntilTheSweeperCame(Trouble trouble) {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        neighbours.carts.trouble(removal(), trouble, 100);

        assertThat(place("key").statusCode()).isEqualTo(201);
        Response another = place("another");
        assertThat(another.statusCode()).isEqualTo(409);
        assertHeldOrEmpty(another);
        neighbours.carts.put(customer, book, neighbours.carts.quantity(customer, book) + 3);

        everythingWorks();
        assertThat(sweep()).isEqualTo(new SweepOrders.Swept(1, 0, 0));
        assertThat(neighbours.carts.quantity(customer, book))
                .as("what was added meanwhile stays")
                .isEqualTo(3);
        assertThat(place("another").statusCode()).isEqualTo(201);
        assertThat(neighbours.catalog.sold(book)).isEqualTo(2 + 3);
    }

    @Test
    void retryTakesTheOrderOffTheCart() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        neighbours.carts.trouble(removal(), Trouble.SERVER_ERROR, 2);
        Response first = place("key");
        assertThat(neighbours.carts.quantity(customer, book)).isEqualTo(2);

        assertReplayed(place("key"), first);

        assertThat(neighbours.carts.quantity(customer, book)).isZero();
        assertThat(type(place("another"))).isEqualTo("/problems/cart-empty");
        assertThat(neighbours.catalog.sold(book)).isEqualTo(2);
    }

    @Test
    void orderWithoutCartServiceIsSweptAgainLater() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        neighbours.carts.trouble(removal(), Trouble.SERVER_ERROR, 100);
        assertThat(place("key").statusCode()).isEqualTo(201);

        assertThat(sweep()).isEqualTo(new SweepOrders.Swept(0, 0, 1));
        everythingWorks();

        assertThat(sweep()).isEqualTo(new SweepOrders.Swept(1, 0, 0));
        assertThat(neighbours.carts.quantity(customer, book)).isZero();
    }

    @Test
    void endedSignInBuysNothing() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        String token = TestTokens.customer(customer);
        neighbours.accounts.end(token);

        Response ended = placeWith(token, "key");

        assertThat(ended.statusCode()).isEqualTo(401);
        assertThat(type(ended)).isEqualTo("/problems/unauthenticated");
        assertThat(neighbours.catalog.calls(call -> "PUT".equals(call.method()))).isEmpty();
        assertThat(neighbours.carts.quantity(customer, book)).isEqualTo(2);
        assertThat(place("another").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "DROPPED", "SLOW"})
    void customerBuysWhereNobodyCanBeAskedAboutTheSignIn(Trouble trouble) {
        inCart("Kim", "9.99", STOCK, 2);
        neighbours.accounts.trouble(Call.to("GET", StandInAccounts.ACCESS), trouble, 100);

        assertThat(place("key").statusCode()).isEqualTo(201);
    }

    private List<Response> placeWithManyKeys(int count, int pauseMillis)
            throws InterruptedException {
        String token = TestTokens.customer(customer);
        List<Future<Response>> placing = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                String key = "key " + i;
                placing.add(threads.submit(() -> placeWith(token, key)));
                Thread.sleep(Duration.ofMillis(pauseMillis));
            }
        }
        return placing.stream().map(OneOpenOrderTest::done).toList();
    }

    private static Response placeWith(String token, String key) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(ORDER)
                .post("/orders");
    }

    private static Response done(Future<Response> placing) {
        try {
            return placing.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Predicate<Call> removal() {
        return Call.to("POST", customer + "/removals");
    }
}
