package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens at the same time. */
@ExtendWith(SharedCloud.class)
class RaceTest {

    private static final int ROUNDS = 20;

    private final Shop shop;

    RaceTest(Shop shop) {
        this.shop = shop;
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
    void sameKeyAtTheSameTimeBuysOnce() throws InterruptedException, ExecutionException {
        String book = shop.newBook(10);
        Customer reader = shop.newCustomer();
        shop.add(reader, book, 1);

        List<Response> answers =
                Racing.all(Collections.nCopies(8, () -> shop.order(reader, "once")));

        // Those that do not wait for the first are told to ask again.
        assertThat(answers).extracting(Response::statusCode).contains(201).isSubsetOf(201, 409);
        assertThat(
                        answers.stream()
                                .filter(answer -> answer.statusCode() == 201)
                                .map(Response::asString)
                                .distinct())
                .hasSize(1);
        assertThat(shop.orders(reader)).hasSize(1);
        assertThat(shop.copiesOnHand(book)).isEqualTo(9);
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
