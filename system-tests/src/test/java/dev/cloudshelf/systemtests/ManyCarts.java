package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Fills the carts of many for a race, by a client that costs less than those that check answers.
 */
record ManyCarts(URI gateway, Shop shop) {

    /**
     * @param before the book that leaves each cart; empty for none
     * @param book the one that comes in its place
     */
    void exchange(List<Customer> customers, String before, String book)
            throws InterruptedException, ExecutionException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Racing.all(
                    customers.stream()
                            .<Callable<Boolean>>map(customer ->
                                    () -> {
                                        if (!before.isEmpty()) {
                                            remove(http, customer, before);
                                        }
                                        add(http, customer, book);
                                        return true;
                                    })
                            .toList());
        }
    }

    private void remove(HttpClient http, Customer customer, String book)
            throws IOException, InterruptedException {
        assertThat(send(http, request(customer, "/cart/items/" + book).DELETE())).isEqualTo(204);
    }

    private void add(HttpClient http, Customer customer, String book)
            throws IOException, InterruptedException {
        String body = "{\"book_id\": \"%s\", \"quantity\": 1}".formatted(book);
        assertThat(
                        send(
                                http,
                                request(customer, "/cart/items")
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(body))))
                .isEqualTo(200);
    }

    private HttpRequest.Builder request(Customer customer, String path) {
        return HttpRequest.newBuilder(gateway.resolve("/api" + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + shop.tokenOf(customer));
    }

    private static int send(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
