package dev.cloudshelf.order.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** cart-service, as far as order-service calls it. */
public final class StandInCarts extends StandIn {

    private final StandInAccounts accounts;
    private final Map<String, Map<String, Integer>> carts = new ConcurrentHashMap<>();
    private final Set<String> removedFor = new HashSet<>();

    StandInCarts(StandInAccounts accounts) {
        this.accounts = accounts;
    }

    public synchronized void put(UUID userId, UUID bookId, int quantity) {
        carts.computeIfAbsent(userId.toString(), id -> new LinkedHashMap<>())
                .put(bookId.toString(), quantity);
    }

    /**
     * @return how many copies of a book are in a cart
     */
    public synchronized int quantity(UUID userId, UUID bookId) {
        return carts.getOrDefault(userId.toString(), Map.of()).getOrDefault(bookId.toString(), 0);
    }

    public synchronized void empty(UUID userId) {
        carts.remove(userId.toString());
    }

    @Override
    protected synchronized Answer handle(Call call) {
        if (!accounts.accepts(call)) {
            return problem(401, "unauthenticated");
        }
        String userId = idIn(call);
        if ("GET".equals(call.method())) {
            return new Answer(200, cart(userId));
        }
        // Once for each order, however often it is asked.
        if (removedFor.add(call.body().get("order_id").asText())) {
            call.body().get("lines").forEach(line -> remove(userId, line));
        }
        return new Answer(204, null);
    }

    private ObjectNode cart(String userId) {
        ObjectNode cart = JSON.createObjectNode();
        var items = cart.put("item_count", 0).putArray("items");
        carts.getOrDefault(userId, Map.of())
                .forEach((bookId, quantity) ->
                        items.addObject().put("book_id", bookId).put("quantity", quantity));
        return cart;
    }

    private void remove(String userId, JsonNode line) {
        carts.getOrDefault(userId, new LinkedHashMap<>())
                .computeIfPresent(
                        line.get("book_id").asText(),
                        (book, there) -> {
                            int left = there - line.get("quantity").asInt();
                            return left > 0 ? left : null;
                        });
    }
}
