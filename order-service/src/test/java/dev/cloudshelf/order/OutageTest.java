package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.standin.StandIn;
import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each step of the checkout meets each kind of trouble, and nothing stays half done. */
@QuarkusTest
class OutageTest extends Shop {

    private static final int STOCK = 10;
    private static final int ALWAYS = 1000;

    /** The deadline of a checkout, and what a busy machine adds. */
    private static final Duration BOUND = Duration.ofMillis(3000 + 1500);

    /** What a checkout needs of others, in this order. */
    enum Step {
        TOKEN,
        CART,
        RESERVE,
        CONFIRM
    }

    static Stream<Arguments> everyTroubleAtEveryStep() {
        return Arrays.stream(Step.values())
                .flatMap(step ->
                        Arrays.stream(Trouble.values())
                                .map(trouble -> Arguments.of(step, trouble)));
    }

    @ParameterizedTest
    @MethodSource("everyTroubleAtEveryStep")
    void aRetryAfterTheOutageEndsInOneOrder(Step step, Trouble trouble) {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        assertUnavailable(step, trouble);

        everythingWorks();
        Response retried = place("key");

        assertThat(retried.statusCode()).isEqualTo(201);
        assertReplayed(place("key"), retried);
        assertThat(neighbours.catalog.sold(book)).isEqualTo(2);
        assertNothingIsHalfDone(book);
    }

    @ParameterizedTest
    @MethodSource("everyTroubleAtEveryStep")
    void theSweeperSettlesWhatNobodyRetries(Step step, Trouble trouble) {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        assertUnavailable(step, trouble);

        everythingWorks();
        SweepOrders.Swept swept = sweep();

        boolean sold = neighbours.catalog.sold(book) > 0;
        assertThat(swept)
                .isEqualTo(sold ? new SweepOrders.Swept(1, 0, 0) : new SweepOrders.Swept(0, 1, 0));
        Response late = place("key");
        assertThat(late.statusCode()).isEqualTo(sold ? 201 : 409);
        assertThat(type(late)).isEqualTo(sold ? null : "/problems/order-abandoned");
        assertThat(late.header("Idempotency-Replayed")).isEqualTo("true");
        assertNothingIsHalfDone(book);
        eventually(() -> neighbours.carts.quantity(customer, book) == (sold ? 0 : 2));
    }

    @Test
    void whatTheCatalogueSoldBeforeTheAnswerWasLostIsConfirmedByTheSweeper() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        assertUnavailable(Step.CONFIRM, Trouble.ANSWER_LOST);
        assertThat(neighbours.catalog.sold(book)).isEqualTo(2);

        everythingWorks();
        sweep();

        Response order = place("key");
        assertThat(order.statusCode()).isEqualTo(201);
        assertThat(order.jsonPath().getList("history.by"))
                .containsExactly(customer.toString(), "sweeper");
        assertThat(order.asString()).contains("\"total\":26.57");
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void oneHiccupIsNotNoticed(Step step) {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        trouble(step, Trouble.DROPPED, 1);

        assertThat(place("key").statusCode()).isEqualTo(201);
        assertThat(neighbours.catalog.sold(book)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aServiceThatIsNotThereAtAllIsAnOutage(Step step) {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        neighbours.accounts.revokeAll();
        serverOf(step).stop();

        Response refused = place("key");

        assertThat(refused.statusCode()).isEqualTo(503);
        everythingWorks();
        assertThat(place("key").statusCode()).isEqualTo(201);
        assertNothingIsHalfDone(book);
    }

    @Test
    void anOrderThatCannotBeSweptYetIsSweptLater() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        assertUnavailable(Step.CONFIRM, Trouble.DROPPED);
        neighbours.catalog.trouble(call -> true, Trouble.SERVER_ERROR, ALWAYS);

        assertThat(sweep()).isEqualTo(new SweepOrders.Swept(0, 0, 1));
        assertThat(mine().get("/orders?status=pending").jsonPath().getList("items")).hasSize(1);
        everythingWorks();

        // The failed sweep still has it for the rest of its lease.
        eventually(() -> sweep().cancelled() == 1);
        assertNothingIsHalfDone(book);
    }

    /** A batch of the sweeper is two orders here. */
    @Test
    void orderThatCannotBeSettledKeepsTheSweeperFromNoOther() {
        UUID book = inCart("Kim", "9.99", STOCK, 1);
        List<UUID> buyers = List.of(customer, UUID.randomUUID(), UUID.randomUUID());
        neighbours.catalog.trouble(Call.to("POST", "/confirm"), Trouble.DROPPED, ALWAYS);
        for (UUID buyer : buyers) {
            neighbours.carts.put(buyer, book, 1);
            assertThat(place(buyer, "key", ORDER).statusCode()).isEqualTo(503);
        }
        String first = mine().get("/orders?status=pending").jsonPath().getString("items[0].id");
        everythingWorks();
        neighbours.catalog.trouble(
                call -> call.path().contains(first), Trouble.SERVER_ERROR, ALWAYS);

        assertThat(sweep()).isEqualTo(new SweepOrders.Swept(0, 2, 1));

        assertThat(buyers).filteredOn(this::hasAPendingOrder).containsExactly(customer);
        everythingWorks();
        eventually(() -> sweep().left() == 0 && !hasAPendingOrder(customer));
        assertNothingIsHalfDone(book);
    }

    @ParameterizedTest
    @EnumSource(names = {"GARBAGE", "WRONG_TYPE", "WRONG_SHAPE", "SERVER_ERROR", "DROPPED"})
    void aRiseInPriceWhoseReleaseFailedIsRefusedByARetry(Trouble trouble) {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        neighbours.catalog.trouble(Call.to("DELETE", ""), trouble, ALWAYS);
        assertThat(place("key", expecting("10.00")).statusCode()).isEqualTo(503);

        everythingWorks();
        Response refused = place("key", expecting("10.00"));

        assertThat(type(refused)).isEqualTo("/problems/price-changed");
        assertReplayed(place("key", expecting("10.00")), refused);
        assertNothingIsHalfDone(book);
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW", "ANSWER_LOST"})
    void aRiseInPriceWhoseReleaseWasDoneUnheardEndsTheOrder(Trouble trouble) {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        neighbours.catalog.trouble(Call.to("DELETE", ""), trouble, ALWAYS);
        assertThat(place("key", expecting("10.00")).statusCode()).isEqualTo(503);

        everythingWorks();
        Response refused = place("key", expecting("10.00"));

        // The stock is back already, so there is nothing left whose price could be refused.
        assertThat(type(refused)).isEqualTo("/problems/order-abandoned");
        assertThat(neighbours.catalog.sold(book)).isZero();
        assertNothingIsHalfDone(book);
    }

    @Test
    void anOrderLeftSoldIsConfirmedEvenIfTheCartIsEmptiedBeforeTheRetry() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        assertUnavailable(Step.CONFIRM, Trouble.ANSWER_LOST);
        neighbours.carts.empty(customer);

        everythingWorks();
        Response retried = place("key");

        assertThat(retried.statusCode()).isEqualTo(201);
        assertThat(neighbours.catalog.sold(book)).isEqualTo(2);
    }

    @Test
    void anOrderLeftReservedIsGivenBackIfTheCartIsEmptiedBeforeTheRetry() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        assertUnavailable(Step.CONFIRM, Trouble.DROPPED);
        assertThat(neighbours.catalog.open()).isOne();
        neighbours.carts.empty(customer);

        everythingWorks();

        assertThat(type(place("key"))).isEqualTo("/problems/cart-empty");
        assertNothingIsHalfDone(book);
    }

    @Test
    void aReservationThatExpiredBeforeTheRetryEndsTheOrder() {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        assertUnavailable(Step.CONFIRM, Trouble.DROPPED);
        neighbours.catalog.expireAll();

        everythingWorks();
        Response refused = place("key");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(type(refused)).isEqualTo("/problems/order-abandoned");
        assertNothingIsHalfDone(book);
    }

    @Test
    void theSweeperLeavesAnOrderAloneThatIsBeingPlaced() throws InterruptedException {
        UUID book = inCart("Kim", "9.99", STOCK, 2);
        neighbours.catalog.trouble(Call.to("POST", "/confirm"), Trouble.ANSWER_LOST, 1);

        var answers =
                Together.both(
                        () -> place("key").statusCode(),
                        () -> {
                            int settled = 0;
                            for (int i = 0; i < 50; i++) {
                                settled += sweep().cancelled();
                            }
                            return settled;
                        });

        assertThat(answers).containsExactly(201, 0);
        assertThat(neighbours.catalog.sold(book)).isEqualTo(2);
    }

    private boolean hasAPendingOrder(UUID buyer) {
        return !as(buyer).get("/orders?status=pending").jsonPath().getList("items").isEmpty();
    }

    private void assertUnavailable(Step step, Trouble trouble) {
        trouble(step, trouble, ALWAYS);
        long startNanos = System.nanoTime();

        Response refused = place("key");

        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(BOUND);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(type(refused)).isEqualTo("/problems/unavailable");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    private void trouble(Step step, Trouble trouble, int times) {
        neighbours.accounts.revokeAll();
        serverOf(step).trouble(callOf(step), trouble, times);
    }

    private static Predicate<Call> callOf(Step step) {
        return switch (step) {
            case TOKEN -> Call.to("POST", "/tokens");
            case CART -> Call.to("GET", "");
            case RESERVE -> Call.to("PUT", "");
            case CONFIRM -> Call.to("POST", "/confirm");
        };
    }

    private StandIn serverOf(Step step) {
        return switch (step) {
            case TOKEN -> neighbours.accounts;
            case CART -> neighbours.carts;
            case RESERVE, CONFIRM -> neighbours.catalog;
        };
    }

    private void assertNothingIsHalfDone(UUID book) {
        assertThat(neighbours.catalog.open()).isZero();
        assertThat(neighbours.catalog.left(book) + neighbours.catalog.sold(book)).isEqualTo(STOCK);
        assertThat(mine().get("/orders?status=pending").jsonPath().getList("items")).isEmpty();
        assertThat(mine().get("/orders").jsonPath().getList("items")).hasSize(1);
    }

    @Test
    void anOrderGoesOnWhenItsCustomerHangsUp() throws IOException {
        UUID book = inCart("Kim", "9.99", 5, 2);
        neighbours.catalog.trouble(Call.to("POST", "/confirm"), Trouble.SLOW, 1);

        hangUpAfterSending("key");

        eventually(() -> neighbours.carts.quantity(customer, book) == 0);
        assertThat(place("key").header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(neighbours.catalog.calls(Call.to("POST", "/confirm"))).hasSizeLessThan(4);
    }

    private void hangUpAfterSending(String key) throws IOException {
        URI service = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write(
                            """
                            POST /orders HTTP/1.1\r
                            Host: localhost\r
                            Authorization: Bearer %s\r
                            Idempotency-Key: %s\r
                            Content-Type: application/json\r
                            Content-Length: %d\r
                            \r
                            %s\
                            """
                                    .formatted(
                                            TestTokens.customer(customer),
                                            key,
                                            ORDER.length(),
                                            ORDER)
                                    .getBytes(StandardCharsets.US_ASCII));
            eventually(() -> !neighbours.catalog.calls(Call.to("POST", "/confirm")).isEmpty());
        }
    }
}
