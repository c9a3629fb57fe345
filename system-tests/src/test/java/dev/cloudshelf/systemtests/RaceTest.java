package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens at the same time. */
@ExtendWith(SharedCloud.class)
class RaceTest {

    private static final int ROUNDS = 20;

    /** Each takes some seconds: a run may ask for fewer. */
    private static final int SCARCE_ROUNDS = Integer.getInteger("cloudshelf.scarce-rounds", 50);

    private static final int COPIES = 10;
    private static final int BUYERS = 100;
    private static final int SAME_KEY = 50;

    /** Hashing passwords takes all cores by itself, and is not what races here. */
    private static final int SIGN_UPS_AT_ONCE = 4;

    private static final boolean THROUGH_FUNCTIONS = System.getenv("CLOUDSHELF_LAMBDA") != null;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final Duration RETRY = Duration.ofMillis(300);

    private final Shop shop;
    private final ManyCarts carts;

    RaceTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.carts = new ManyCarts(cloud.address(), shop);
    }

    @Test
    void lastCopyGoesToExactlyOneOfTwo() throws InterruptedException, ExecutionException {
        List<Customer> two = shop.newCustomers(2);
        for (String book : shop.newBooks(ROUNDS, 1)) {
            two.forEach(customer -> shop.as(customer).delete("/cart").then().statusCode(204));
            two.forEach(customer -> shop.add(customer, book, 1).then().statusCode(200));

            List<Response> answers =
                    Racing.all(
                            two.stream()
                                    .<Callable<Response>>map(
                                            customer -> () -> shop.order(customer, "for " + book))
                                    .toList());

            assertThat(answers)
                    .extracting(Response::statusCode)
                    .containsExactlyInAnyOrder(201, 409);
            answers.stream()
                    .filter(answer -> answer.statusCode() == 409)
                    .forEach(refused ->
                            refused.then()
                                    .body("type", equalTo("/problems/out-of-stock"))
                                    .body("lines[0].book_id", equalTo(book))
                                    .body("lines[0].requested", equalTo(1))
                                    .body("lines[0].available", equalTo(0)));
            assertThat(shop.copiesOnHand(book)).isZero();
        }
        long confirmed =
                two.stream()
                        .flatMap(customer -> shop.orders(customer).stream())
                        .filter(order -> "confirmed".equals(order.get("status")))
                        .count();
        assertThat(confirmed).isEqualTo(ROUNDS);
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void tenCopiesGoToExactlyTenOfAHundred() throws InterruptedException, ExecutionException {
        List<Customer> hundred =
                Racing.all(
                        Collections.nCopies(BUYERS, (Callable<Customer>) shop::newCustomer),
                        SIGN_UPS_AT_ONCE);
        String before = "";
        for (String book : shop.newBooks(SCARCE_ROUNDS, COPIES)) {
            carts.exchange(hundred, before, book);
            before = book;

            List<Response> answers =
                    Racing.all(
                            each(hundred, customer -> settledOrder(customer, "for " + book)),
                            BUYERS);

            List<Response> refusals =
                    answers.stream().filter(answer -> answer.statusCode() != 201).toList();
            assertThat(refusals).hasSize(BUYERS - COPIES);
            refusals.forEach(refused ->
                    refused.then()
                            .statusCode(409)
                            .body("type", equalTo("/problems/out-of-stock"))
                            .body("lines.book_id", equalTo(List.of(book)))
                            .body("lines[0].requested", equalTo(1))
                            .body("lines[0].available", equalTo(0)));
            assertThat(shop.copiesOnHand(book)).isZero();
        }
    }

    private static List<Callable<Response>> each(
            List<Customer> customers, Function<Customer, Response> act) {
        return customers.stream()
                .<Callable<Response>>map(customer -> () -> act.apply(customer))
                .toList();
    }

    /** As a client orders: told to ask again, it does so under the same key. */
    private Response settledOrder(Customer customer, String key) {
        Response answer = shop.order(customer, key);
        while (isToBeAskedAgain(answer)) {
            LockSupport.parkNanos(RETRY.toNanos());
            answer = shop.order(customer, key);
        }
        return answer;
    }

    /** Servers answer in time; while functions start, the gateway may hear nothing from them. */
    private static boolean isToBeAskedAgain(Response answer) {
        return answer.header("Retry-After") != null
                || (THROUGH_FUNCTIONS && answer.statusCode() == GATEWAY_TIMEOUT);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void sameKeyFiftyTimesAtOnceBuysOnceAndSaysTheSameToAll()
            throws InterruptedException, ExecutionException {
        String book = shop.newBook(100);
        Customer reader = shop.newCustomer();
        shop.add(reader, book, 1);

        List<Response> answers =
                Racing.all(
                        Collections.nCopies(SAME_KEY, () -> settledOrder(reader, "once")),
                        SAME_KEY);

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.header("Idempotency-Replayed") == null))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(shop.orders(reader)).hasSize(1);
        assertThat(shop.copiesOnHand(book)).isEqualTo(99);
    }

    @Test
    void everyOneOfTwoHundredRacingAddsCounts() throws InterruptedException, ExecutionException {
        List<String> books = shop.newBooks(4, 1);
        Customer reader = shop.newCustomer();

        List<Integer> statuses =
                Racing.all(
                        IntStream.range(0, 200)
                                .<Callable<Integer>>mapToObj(i ->
                                        () -> shop.add(reader, books.get(i % 4), 1).statusCode())
                                .toList());

        assertThat(statuses).containsOnly(200);
        JsonPath cart = shop.cart(reader);
        assertThat(cart.getInt("item_count")).isEqualTo(200);
        assertThat(cart.getList("items.quantity", Integer.class)).containsExactly(50, 50, 50, 50);
    }

    @Test
    void hundredthCopyIsRefusedHoweverManyRaceForIt()
            throws InterruptedException, ExecutionException {
        String book = shop.newBook(1);
        Customer reader = shop.newCustomer();

        List<Response> answers =
                Racing.all(Collections.nCopies(120, () -> shop.add(reader, book, 1)));

        Map<Integer, Long> count =
                answers.stream()
                        .collect(
                                Collectors.groupingBy(Response::statusCode, Collectors.counting()));
        assertThat(count).isEqualTo(Map.of(200, 99L, 422, 21L));
        answers.stream()
                .filter(answer -> answer.statusCode() == 422)
                .forEach(refused ->
                        refused.then().body("type", equalTo("/problems/quantity-limit")));
        assertThat(shop.cart(reader).getInt("item_count")).isEqualTo(99);
    }
}
