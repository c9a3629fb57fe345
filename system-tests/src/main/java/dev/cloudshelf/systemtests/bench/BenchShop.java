package dev.cloudshelf.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the load needs to be there: customers who are signed in, and books with stock enough.
 *
 * @param tokens one for each customer, in their order
 * @param books all of the seeded catalogue
 * @param cartBooks those that are put in carts and bought
 */
record BenchShop(
        List<Customer> customers, List<String> tokens, List<String> books, List<String> cartBooks) {

    static final int CUSTOMERS_PER_CONNECTION = 4;

    private static final int BOOKS_MAX = 100;
    private static final int BOOKS_IN_CART = 3;
    private static final int COPIES = 900_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Somebody who can sign in. */
    record Customer(String email, String password) {}

    /** Words that find one book, several, none by title alone, and many. */
    private static final List<String> SEARCHES =
            List.of("pride+and+prejudice", "dune", "detective", "love", "tolkien", "history");

    static BenchShop prepare(LocalCloud cloud, int connections)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Preparation preparation = new Preparation(cloud, http);
            List<Customer> customers = new ArrayList<>();
            for (int i = 0; i < connections * CUSTOMERS_PER_CONNECTION; i++) {
                customers.add(preparation.newCustomer());
            }
            List<String> tokens = preparation.tokens(customers);
            List<String> books = preparation.books();
            List<String> cartBooks = books.subList(0, BOOKS_IN_CART);
            preparation.stock(books);
            preparation.fillCarts(tokens, cartBooks);
            return new BenchShop(customers, tokens, books, cartBooks);
        }
    }

    /** The same customers, just signed in. */
    BenchShop signedIn(LocalCloud cloud) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<String> fresh = new Preparation(cloud, http).tokens(customers);
            return new BenchShop(customers, fresh, books, cartBooks);
        }
    }

    /** As the scripts of wrk read it. */
    String toLua(LocalCloud cloud) {
        return """
        return {
          customers_per_thread = %d,
          cart_port = %d,
          tokens = { %s },
          books = { %s },
          cart_books = { %s },
          searches = { %s },
        }
        """
                .formatted(
                        CUSTOMERS_PER_CONNECTION,
                        cloud.port(Service.CART),
                        quoted(tokens),
                        quoted(books),
                        quoted(cartBooks),
                        quoted(SEARCHES));
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", "));
    }

    private record Preparation(LocalCloud cloud, HttpClient http) {

        Customer newCustomer() throws IOException, InterruptedException {
            String email = "bench-" + UUID.randomUUID() + "@example.org";
            String password = UUID.randomUUID().toString();
            send(
                    Service.ACCOUNT,
                    "POST",
                    "/accounts",
                    "",
                    Map.of(
                            "email",
                            email,
                            "password",
                            password,
                            "first_name",
                            "Ben",
                            "last_name",
                            "Chmark"));
            return new Customer(email, password);
        }

        List<String> tokens(List<Customer> customers) throws IOException, InterruptedException {
            List<String> tokens = new ArrayList<>();
            for (Customer customer : customers) {
                tokens.add(token(customer.email(), customer.password()));
            }
            return tokens;
        }

        String token(String email, String password) throws IOException, InterruptedException {
            return send(
                            Service.ACCOUNT,
                            "POST",
                            "/tokens",
                            "",
                            Map.of(
                                    "grant_type", "password",
                                    "email", email,
                                    "password", password))
                    .path("access_token")
                    .asText();
        }

        List<String> books() throws IOException, InterruptedException {
            JsonNode page = send(Service.CATALOG, "GET", "/books?limit=" + BOOKS_MAX, "", Map.of());
            return page.path("items").valueStream().map(book -> book.path("id").asText()).toList();
        }

        void stock(List<String> books) throws IOException, InterruptedException {
            String admin = token("admin@cloudshelf.example", cloud.password("admin"));
            for (String book : books) {
                send(
                        Service.CATALOG,
                        "PUT",
                        "/books/" + book + "/stock",
                        admin,
                        Map.of("delta", COPIES));
            }
        }

        void fillCarts(List<String> tokens, List<String> books)
                throws IOException, InterruptedException {
            for (String token : tokens) {
                for (String book : books) {
                    send(Service.CART, "PUT", "/cart/items/" + book, token, Map.of("quantity", 1));
                }
            }
        }

        /**
         * @param token empty for none
         * @param body empty for none
         */
        private JsonNode send(
                Service service, String method, String path, String token, Map<String, ?> body)
                throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(cloud.address(service).resolve(path))
                            .version(HttpClient.Version.HTTP_1_1)
                            .method(
                                    method,
                                    body.isEmpty()
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofString(
                                                    JSON.writeValueAsString(body)));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        "%s %s was answered %d: %s"
                                .formatted(method, path, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        }
    }
}
