package dev.cloudshelf.systemtests.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Somebody who has registered and signed in, and what they can ask for. */
record Account(String id, SignIn signIn, ShopClient shop) {

    private static final int PAGE_MAX = 100;

    static final Map<String, String> ADDRESS =
            Map.of(
                    "street", "221B Baker Street",
                    "city", "London",
                    "state", "Greater London",
                    "postal_code", "NW1 6XE",
                    "country", "GB");

    /** Needs a shop in which nothing dies. */
    static Account register(ShopClient shop) throws IOException, InterruptedException {
        String email = "chaos-" + UUID.randomUUID() + "@example.org";
        String password = UUID.randomUUID().toString();
        Answer registered =
                shop.post(
                        "/accounts",
                        "",
                        Map.of(
                                "email",
                                email,
                                "password",
                                password,
                                "first_name",
                                "Carla",
                                "last_name",
                                "Chaos"));
        if (!registered.isSuccess()) {
            throw new IOException("Nobody can register: " + registered);
        }
        return new Account(
                registered.json().path("id").asText(), SignIn.of(shop, email, password), shop);
    }

    /** An access token that is good. */
    String token() throws InterruptedException {
        return signIn.token();
    }

    Answer order(String key) throws IOException, InterruptedException {
        return shop.order(token(), key, Map.of("shipping_address", ADDRESS));
    }

    /** Copies by book id. */
    Map<String, Integer> cart() throws IOException, InterruptedException {
        Map<String, Integer> copies = new TreeMap<>();
        read("/cart")
                .json()
                .path("items")
                .forEach(line ->
                        copies.put(line.path("book_id").asText(), line.path("quantity").asInt()));
        return copies;
    }

    /** All of them, page by page. */
    List<Order> orders() throws IOException, InterruptedException {
        List<Order> orders = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = read("/orders?limit=%d%s".formatted(PAGE_MAX, cursor));
            page.json().path("items").forEach(order -> orders.add(Order.of(order)));
            String next = page.json().path("next_cursor").asText("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return orders;
    }

    private Answer read(String path) throws IOException, InterruptedException {
        Answer answer = shop.get(path, token());
        if (!answer.isSuccess()) {
            throw new IOException("%s was answered %d".formatted(path, answer.status()));
        }
        return answer;
    }

    /** Keeps the token out of reports. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
