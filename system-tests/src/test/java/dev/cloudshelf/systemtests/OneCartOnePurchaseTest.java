package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every copy that is put into a cart is sold at most once, whatever keys, tabs, pauses and retries
 * there are: two tabs, or a client that makes a key for each click.
 */
@ExtendWith(SharedCloud.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OneCartOnePurchaseTest {

    /** What takes longest comes first, so that the rest is done meanwhile. */
    private static final List<Integer> KEYS = List.of(20, 6, 2);

    private static final List<Integer> PAUSES_MILLIS = List.of(1000, 200, 50, 10, 0);
    private static final List<Integer> ADDED_AFTER_MILLIS = List.of(0, 5, 15, 30, 60, 120);
    private static final int STOCKED = 50;

    /** Signing up takes all cores by itself, and is not what races here. */
    private static final int SIGN_UPS_AT_ONCE = 4;

    /** Each has up to twenty orders under way; more of them only wait for the store. */
    private static final int CUSTOMERS_AT_ONCE = 3;

    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Shop shop;

    OneCartOnePurchaseTest(Shop shop) {
        this.shop = shop;
    }

    /** A customer who orders what is in the cart several times, each time under another key. */
    private record Tabs(Customer customer, String book, int keys, int pauseMillis) {}

    @Test
    void oneOfManyKeysBuysAndTheOthersAreRejected()
            throws InterruptedException, ExecutionException {
        List<Tabs> all = tabs();

        List<String> departures =
                Racing.all(
                        all.stream().<Callable<String>>map(tabs -> () -> race(tabs)).toList(),
                        CUSTOMERS_AT_ONCE);

        assertThat(departures).containsOnly("");
    }

    /** One customer and one book for each number of keys with each pause. */
    private List<Tabs> tabs() throws InterruptedException, ExecutionException {
        int count = KEYS.size() * PAUSES_MILLIS.size();
        List<Customer> customers = customers(count);
        List<String> books = shop.newBooks(count, STOCKED);
        List<Tabs> all = new ArrayList<>();
        for (int keys : KEYS) {
            for (int pause : PAUSES_MILLIS) {
                int at = all.size();
                all.add(new Tabs(customers.get(at), books.get(at), keys, pause));
            }
        }
        return all;
    }

    private List<Customer> customers(int count) throws InterruptedException, ExecutionException {
        return Racing.all(
                IntStream.range(0, count)
                        .<Callable<Customer>>mapToObj(i -> shop::newCustomer)
                        .toList(),
                SIGN_UPS_AT_ONCE);
    }

    /**
     * Orders once under each key, then each key again until it is settled.
     *
     * @return what is not as it must be; empty when everything is
     */
    private String race(Tabs tabs) throws InterruptedException, ExecutionException {
        shop.add(tabs.customer(), tabs.book(), 1).then().statusCode(200);
        List<String> keys =
                IntStream.range(0, tabs.keys())
                        .mapToObj(i -> UUID.randomUUID().toString())
                        .toList();

        List<Response> first = clicks(tabs, keys);

        String departure = departure(first, tabs);
        if (!departure.isEmpty()) {
            return departure;
        }
        String bought = placedId(first);
        List<Response> settled =
                Racing.all(
                        keys.stream()
                                .<Callable<Response>>map(key -> () -> settled(tabs.customer(), key))
                                .toList());
        boolean stays =
                settled.stream().filter(OneCartOnePurchaseTest::isPlaced).count() == 1
                        && placedId(settled).equals(bought)
                        && settled.stream()
                                .allMatch(answer -> isPlaced(answer) || isOfAnEmptyCart(answer));
        return stays ? departureAtRest(tabs, bought) : tabs + ", settled: " + shown(settled);
    }

    private List<Response> clicks(Tabs tabs, List<String> keys)
            throws InterruptedException, ExecutionException {
        return Racing.all(
                IntStream.range(0, keys.size())
                        .<Callable<Response>>mapToObj(i ->
                                () -> {
                                    Thread.sleep((long) i * tabs.pauseMillis());
                                    return shop.order(tabs.customer(), keys.get(i));
                                })
                        .toList());
    }

    /** Exactly one 201; until it has its answer 409 with a time to wait, and 422 from then on. */
    private static String departure(List<Response> answers, Tabs tabs) {
        long placed = answers.stream().filter(OneCartOnePurchaseTest::isPlaced).count();
        boolean right =
                placed == 1
                        && answers.stream()
                                .allMatch(answer ->
                                        isPlaced(answer)
                                                || isOfAnEmptyCart(answer)
                                                || isInProgress(answer));
        return right ? "" : tabs + ": " + shown(answers);
    }

    private static boolean isPlaced(Response answer) {
        return answer.statusCode() == 201;
    }

    private static boolean isInProgress(Response answer) {
        return answer.statusCode() == 409
                && "/problems/order-in-progress".equals(answer.path("type"))
                && answer.header("Retry-After") != null;
    }

    private static boolean isOfAnEmptyCart(Response answer) {
        return answer.statusCode() == 422 && "/problems/cart-empty".equals(answer.path("type"));
    }

    private static String placedId(List<Response> answers) {
        return answers.stream()
                .filter(OneCartOnePurchaseTest::isPlaced)
                .findFirst()
                .orElseThrow()
                .path("id");
    }

    private static List<String> shown(List<Response> answers) {
        return answers.stream()
                .map(answer ->
                        isPlaced(answer)
                                ? "201"
                                : answer.statusCode() + " " + answer.<String>path("type"))
                .toList();
    }

    private Response settled(Customer customer, String key) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        Response answer = shop.order(customer, key);
        while (answer.header("Retry-After") != null && System.nanoTime() < endNanos) {
            LockSupport.parkNanos(RETRY.toNanos());
            answer = shop.order(customer, key);
        }
        return answer;
    }

    private String departureAtRest(Tabs tabs, String bought) {
        List<String> confirmed =
                shop.orders(tabs.customer()).stream()
                        .filter(order -> "confirmed".equals(order.get("status")))
                        .map(order -> String.valueOf(order.get("id")))
                        .toList();
        int onHand = shop.copiesOnHand(tabs.book());
        int left = shop.cart(tabs.customer()).getInt("item_count");
        return confirmed.equals(List.of(bought)) && onHand == STOCKED - 1 && left == 0
                ? ""
                : "%s: %d on hand, %d in the cart, confirmed %s"
                        .formatted(tabs, onHand, left, confirmed);
    }

    @Test
    void orderThatIsOutOfStockLeavesTheCartAsItWas()
            throws InterruptedException, ExecutionException {
        Customer reader = shop.newCustomer();
        List<String> books = shop.newBooks(2, 1);
        shop.add(reader, books.get(0), 1).then().statusCode(200);
        shop.add(reader, books.get(1), 2).then().statusCode(200);

        List<Response> answers =
                Racing.all(
                        IntStream.range(0, 6)
                                .<Callable<Response>>mapToObj(
                                        i -> () -> settled(reader, "too-many-" + i))
                                .toList());

        assertThat(answers)
                .allSatisfy(rejected ->
                        rejected.then()
                                .statusCode(409)
                                .body("type", equalTo("/problems/out-of-stock")));
        assertThat(copiesIn(shop.cart(reader))).isEqualTo(Map.of(books.get(0), 1, books.get(1), 2));
        assertThat(books).allSatisfy(book -> assertThat(shop.copiesOnHand(book)).isEqualTo(1));
    }

    @Test
    void orderThatIsTooDearLeavesTheCartAsItWas() {
        Customer reader = shop.newCustomer();
        String book = shop.newBook(3);
        shop.add(reader, book, 2).then().statusCode(200);

        shop.as(reader)
                .contentType("application/json")
                .header("Idempotency-Key", "too-dear")
                .body(Map.of("shipping_address", Shop.ADDRESS, "expected_total", BigDecimal.ONE))
                .post("/orders")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/price-changed"));

        assertThat(copiesIn(shop.cart(reader))).isEqualTo(Map.of(book, 2));
        assertThat(shop.copiesOnHand(book)).isEqualTo(3);
        shop.order(reader, "dear-enough").then().statusCode(201);
    }

    @Test
    void whatIsAddedWhileAnOrderRunsIsBoughtWithItOrStays()
            throws InterruptedException, ExecutionException {
        List<Customer> customers = customers(ADDED_AFTER_MILLIS.size());
        List<String> books = shop.newBooks(2, STOCKED);

        List<Response> orders =
                Racing.all(
                        IntStream.range(0, customers.size())
                                .<Callable<Response>>mapToObj(i ->
                                        () ->
                                                addsMeanwhile(
                                                        customers.get(i),
                                                        books,
                                                        ADDED_AFTER_MILLIS.get(i)))
                                .toList());

        int sold = 0;
        for (int i = 0; i < customers.size(); i++) {
            Map<String, Integer> bought = copiesIn(orders.get(i).jsonPath());
            Map<String, Integer> all = new TreeMap<>(copiesIn(shop.cart(customers.get(i))));
            bought.forEach((book, copies) -> all.merge(book, copies, Integer::sum));
            assertThat(all)
                    .as("Bought %s, the rest is in the cart", bought)
                    .isEqualTo(Map.of(books.get(0), 4, books.get(1), 1));
            sold += bought.values().stream().mapToInt(Integer::intValue).sum();
        }
        int onHand = books.stream().mapToInt(shop::copiesOnHand).sum();
        assertThat(onHand + sold).isEqualTo(2 * STOCKED);
    }

    /** One copy is in the cart when the order begins; three more and another book follow. */
    private Response addsMeanwhile(Customer customer, List<String> books, int afterMillis)
            throws InterruptedException, ExecutionException {
        shop.add(customer, books.get(0), 1).then().statusCode(200);
        List<Response> answers =
                Racing.all(
                        List.of(
                                () -> settled(customer, "while-adding"),
                                () -> addLater(customer, books.get(0), 3, afterMillis),
                                () -> addLater(customer, books.get(1), 1, afterMillis)));
        assertThat(answers).extracting(Response::statusCode).containsExactly(201, 200, 200);
        return answers.getFirst();
    }

    private Response addLater(Customer customer, String book, int copies, int afterMillis)
            throws InterruptedException {
        Thread.sleep(afterMillis);
        return shop.add(customer, book, copies);
    }

    /** By book id, of a cart or an order. */
    private static Map<String, Integer> copiesIn(JsonPath holder) {
        Map<String, Integer> copies = new TreeMap<>();
        List<String> books = holder.getList("items.book_id", String.class);
        List<Integer> quantities = holder.getList("items.quantity", Integer.class);
        for (int i = 0; i < books.size(); i++) {
            copies.put(books.get(i), quantities.get(i));
        }
        return copies;
    }
}
