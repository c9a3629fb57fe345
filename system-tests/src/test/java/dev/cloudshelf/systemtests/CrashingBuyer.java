package dev.cloudshelf.systemtests;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Buys one copy after the other while services die. Of a request without an answer, or with one
 * that says to try again, most are sent again under the same key and every third is given up.
 */
final class CrashingBuyer implements Runnable {

    private static final int PATIENCE_MILLIS = 500;
    private static final int GIVEN_UP_EVERY = 3;

    private final Shop shop;
    private final Customer customer;
    private final String book;
    private final Queue<String> placed = new ConcurrentLinkedQueue<>();
    private int unanswered;
    private volatile boolean stopped;

    CrashingBuyer(Shop shop, Customer customer, String book) {
        this.shop = shop;
        this.customer = customer;
        this.book = book;
    }

    Customer customer() {
        return customer;
    }

    /** The ids of the orders that were answered 201. */
    List<String> placed() {
        return List.copyOf(placed);
    }

    static int placedBy(List<CrashingBuyer> buyers) {
        return buyers.stream().mapToInt(buyer -> buyer.placed.size()).sum();
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            // A cart that an earlier order has not been taken off yet must not fill up.
            shop.as(customer)
                    .contentType("application/json")
                    .body(Map.of("quantity", 1))
                    .put("/cart/items/{id}", book);
            buy(UUID.randomUUID().toString());
        }
    }

    private void buy(String key) {
        do {
            try {
                Response answer = shop.order(customer, key);
                if (answer.statusCode() == 201) {
                    placed.add(answer.path("id"));
                    return;
                }
                if (answer.statusCode() < 500 && answer.header("Retry-After") == null) {
                    return;
                }
                Thread.sleep(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        } while (++unanswered % GIVEN_UP_EVERY != 0);
    }

    /** Copies in those of the orders that were bought. */
    static int copiesIn(List<Map<String, Object>> orders) {
        int copies = 0;
        for (Map<String, Object> order : orders) {
            if ("confirmed".equals(order.get("status"))
                    && order.get("items") instanceof List<?> items) {
                for (Object item : items) {
                    copies +=
                            item instanceof Map<?, ?> line
                                            && line.get("quantity") instanceof Integer q
                                    ? q
                                    : 0;
                }
            }
        }
        return copies;
    }
}
