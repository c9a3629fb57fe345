package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.order.domain.Destination;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.ShippingAddress;
import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest extends Shop {

    @Inject OrderStore orders;
    @Inject Ids ids;
    @Inject Clock clock;

    @Test
    void aRetryGetsTheFirstAnswerToTheByte() {
        UUID book = inCart("Kim", "9.99", 5, 1);
        Response first = place("key");

        Response again = place("key");

        assertThat(first.statusCode()).isEqualTo(201);
        assertReplayed(again, first);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(neighbours.catalog.sold(book)).isOne();
    }

    @Test
    void howTheJsonIsWrittenDoesNotMatter() {
        inCart("Kim", "9.99", 5, 1);
        Response first = place("key", expecting("20.5"));

        Response again =
                place(
                        "key",
                        """
                        {"expected_total": 20.50,
                         "shipping_address": {"country": "US", "postal_code": "97205",
                            "state": "OR", "city": " Portland ", "street": "1 Long Street"}}
                        """);

        assertReplayed(again, first);
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        inCart("Kim", "9.99", 5, 1);
        place("key");

        Response dearer = place("key", expecting("20.00"));
        Response elsewhere = place("key", ORDER.replace("1 Long Street", "2 Long Street"));

        assertThat(List.of(dearer, elsewhere))
                .allSatisfy(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(422);
                    assertThat(type(refused)).isEqualTo("/problems/idempotency-key-reused");
                    assertThat(refused.header("Idempotency-Replayed")).isNull();
                });
    }

    @Test
    void twoCustomersMayUseTheSameKey() {
        UUID book = inCart("Kim", "9.99", 5, 1);
        UUID other = UUID.randomUUID();
        neighbours.carts.put(other, book, 1);

        assertThat(place("key").statusCode()).isEqualTo(201);
        assertThat(place(other, "key", ORDER).statusCode()).isEqualTo(201);
        assertThat(neighbours.catalog.sold(book)).isEqualTo(2);
    }

    @Test
    void fiftyParallelPostsAreOneOrderAndFiftyEqualAnswers() throws InterruptedException {
        UUID book = inCart("Kim", "9.99", 100, 1);

        List<Response> answers = Together.times(50, () -> insist("key"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        // None where the first was told to come back: its order went on meanwhile.
        assertThat(answers.stream().filter(a -> a.header("Idempotency-Replayed") == null))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(neighbours.catalog.sold(book)).isOne();
        assertThat(mine().get("/orders").jsonPath().getList("items")).hasSize(1);
    }

    @Test
    void fiftyParallelPostsOfARefusedOrderAreFiftyEqualRefusals() throws InterruptedException {
        UUID book = inCart("Kim", "9.99", 1, 2);

        List<Response> answers = Together.times(50, () -> insist("key"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(409);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(type(answers.getFirst())).isEqualTo("/problems/out-of-stock");
        assertThat(neighbours.catalog.left(book)).isOne();
        assertThat(mine().get("/orders").jsonPath().getList("items")).hasSize(1);
    }

    @Test
    void whoRetriesA409WithRetryAfterEndsUpWithTheSameAnswerAsTheFirst()
            throws InterruptedException {
        inCart("Kim", "9.99", 100, 1);
        // The first takes longer than the others wait.
        neighbours.carts.trouble(Call.to("GET", ""), Trouble.SLOW, 1);
        neighbours.catalog.trouble(Call.to("PUT", ""), Trouble.SLOW, 1);

        List<Response> answers = Together.times(10, () -> insist("key"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
    }

    @Test
    void whileTheFirstIsWorkedOnTheSecondIsToldToWait() {
        // Longer than all tests together: its end must not fall into a sweep of another one.
        begin("key", Duration.ofHours(1));

        Response second = place("key");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(type(second)).isEqualTo("/problems/order-in-progress");
        assertThat(Integer.parseInt(second.header("Retry-After"))).isPositive();
        assertThat(neighbours.catalog.calls(call -> true)).isEmpty();
    }

    @Test
    void aSecondRequestWaitsForTheFirstRatherThanBeSentAway() throws InterruptedException {
        inCart("Kim", "9.99", 100, 1);
        neighbours.catalog.trouble(Call.to("PUT", ""), Trouble.DROPPED, 1);

        List<Response> answers = Together.times(2, () -> place("key"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
    }

    @Test
    void anOrderWhoseDriverDiedIsResumedByARetry() {
        UUID book = inCart("Kim", "9.99", 5, 1);
        UUID left = begin("key", Duration.ZERO);

        Response resumed = place("key");

        assertThat(resumed.statusCode()).isEqualTo(201);
        assertThat(resumed.jsonPath().getString("id")).isEqualTo(left.toString());
        assertReplayed(place("key"), resumed);
        assertThat(neighbours.catalog.sold(book)).isOne();
    }

    @Test
    void ofManyRetriesOneResumes() throws InterruptedException {
        UUID book = inCart("Kim", "9.99", 5, 1);
        begin("key", Duration.ZERO);

        List<Response> answers = Together.times(20, () -> place("key"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(neighbours.catalog.calls(Call.to("PUT", ""))).hasSize(1);
        assertThat(neighbours.catalog.sold(book)).isOne();
    }

    @Test
    void aRequestNeedsAKey() {
        Response without = mine().contentType("application/json").body(ORDER).post("/orders");
        Response blank = place("  ");

        assertThat(List.of(without, blank))
                .allSatisfy(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(400);
                    assertThat(type(refused)).isEqualTo("/problems/idempotency-key-missing");
                });
    }

    @Test
    void aKeyHasAtMost255Characters() {
        Response tooLong = place("k".repeat(256));
        Response longest = place("k".repeat(255));

        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.jsonPath().getList("violations.field"))
                .containsExactly("Idempotency-Key");
        assertThat(longest.statusCode()).isEqualTo(422);
        assertReplayed(place("k".repeat(255)), longest);
    }

    /** As a client does that heeds Retry-After, only less patient. */
    private Response insist(String key) throws InterruptedException {
        for (int i = 0; ; i++) {
            Response answer = place(key);
            if (answer.header("Retry-After") == null || i == 50) {
                return answer;
            }
            Thread.sleep(20);
        }
    }

    /** An order as a process leaves it that dies right after having begun it. */
    private UUID begin(String key, Duration lease) {
        ShippingAddress address =
                new ShippingAddress("1 Long Street", "Portland", "OR", "97205", "US");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Order order = Order.pending(ids.next(), customer, address, now);
        OrderRequest request =
                new OrderRequest(customer, key, new Destination.Given(address), null, "the first");
        assertThat(
                        orders.begin(order, request, now.plus(lease))
                                .await()
                                .atMost(Duration.ofSeconds(5)))
                .isTrue();
        return order.id();
    }
}
