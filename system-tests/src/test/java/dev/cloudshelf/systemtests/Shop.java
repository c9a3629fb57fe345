package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Service;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.filter.Filter;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The API as a client has it, through the gateway. Each answer is checked against the shared
 * definition.
 */
final class Shop {

    static final Map<String, String> ADDRESS =
            Map.of(
                    "street", "221B Baker Street",
                    "city", "London",
                    "state", "Greater London",
                    "postal_code", "NW1 6XE",
                    "country", "GB");

    /** Of the books that tests make. */
    static final String CATEGORY = "Tests";

    static final String SESSION_ID = "X-Session-Id";

    /** The client that may make accounts. */
    private static final String LAUNCHER = "launcher";

    private static final int PAGE_MAX = 100;

    /** A service's token is taken for that long. */
    private static final Duration SERVICE_TOKEN_USE = Duration.ofMinutes(2);

    private final LocalCloud cloud;
    private final Filter conformance;
    private final RestAssuredConfig config =
            RestAssuredConfig.config()
                    .jsonConfig(
                            JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL))
                    .encoderConfig(
                            EncoderConfig.encoderConfig()
                                    .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT));

    /** Knows what no log and no error may hold. */
    private final Discretion discretion = new Discretion();

    private final Map<String, ServiceToken> serviceTokens = new HashMap<>();
    private @Nullable SignIn admin;

    private record ServiceToken(String text, long endNanos) {}

    Shop(LocalCloud cloud) throws IOException {
        this.cloud = cloud;
        this.conformance = Conformance.with(Conformance.definition());
    }

    /** Somebody who has not signed in. */
    RequestSpecification visitor() {
        return outside().basePath("/api").filter(conformance).filter(discretion);
    }

    /** Without the base path, and unchecked: for what is not in the definition. */
    RequestSpecification outside() {
        return RestAssured.given()
                .config(config)
                .baseUri(cloud.address().toString())
                .port(cloud.address().getPort());
    }

    RequestSpecification as(Customer customer) {
        return bearing(tokenOf(customer));
    }

    /** An access token of the customer's that will do for a while. */
    String tokenOf(Customer customer) {
        return customer.signIn().fresh(this::refreshed);
    }

    private JsonPath refreshed(String refreshToken) {
        return tokens(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    RequestSpecification bearing(String token) {
        return visitor().auth().oauth2(token);
    }

    RequestSpecification admin() {
        return bearing(adminToken());
    }

    /** Of one sign-in for all: it takes longer than most tests. */
    synchronized String adminToken() {
        if (admin == null) {
            admin = signIn("admin@cloudshelf.example", cloud.password("admin"));
        }
        return admin.fresh(this::refreshed);
    }

    SignIn signIn(String email, String password) {
        discretion.add(email);
        discretion.add(password);
        return new SignIn(
                tokens(Map.of("grant_type", "password", "email", email, "password", password)));
    }

    /** The same customer once more, on another device. */
    Customer signedInAgain(Customer customer) {
        return new Customer(
                customer.id(),
                customer.email(),
                customer.password(),
                signIn(customer.email(), customer.password()));
    }

    /** Of a service client; no person has it. */
    synchronized String serviceToken(String clientId) throws IOException {
        ServiceToken known = serviceTokens.get(clientId);
        if (known == null || System.nanoTime() > known.endNanos()) {
            String secret = cloud.clientSecret(clientId);
            discretion.add(secret);
            String text =
                    tokens(
                                    Map.of(
                                            "grant_type", "client_credentials",
                                            "client_id", clientId,
                                            "client_secret", secret))
                            .getString("access_token");
            known = new ServiceToken(text, System.nanoTime() + SERVICE_TOKEN_USE.toNanos());
            serviceTokens.put(clientId, known);
        }
        return known.text();
    }

    private JsonPath tokens(Map<String, String> grant) {
        return visitor()
                .contentType("application/json")
                .body(grant)
                .post("/tokens")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Registers somebody and signs them in. */
    Customer newCustomer() {
        return register(visitor(), "/accounts", Map.of());
    }

    /** Somebody who may do everything; made behind the gateway, as the launcher does it. */
    Customer newAdmin() throws IOException {
        RequestSpecification behindTheGateway =
                RestAssured.given()
                        .config(config)
                        .baseUri(cloud.address(Service.ACCOUNT).toString())
                        .auth()
                        .oauth2(serviceToken(LAUNCHER));
        return register(
                behindTheGateway,
                "/internal/accounts",
                Map.of("roles", List.of("customer", "admin")));
    }

    /**
     * @param more than everybody says
     */
    private Customer register(RequestSpecification request, String path, Map<String, ?> more) {
        String email = "reader-" + UUID.randomUUID() + "@example.org";
        String password = "correct horse " + UUID.randomUUID();
        Map<String, Object> account = new HashMap<>(more);
        account.put("email", email);
        account.put("password", password);
        account.put("first_name", "Ada");
        account.put("last_name", "Reader");
        String id =
                request.contentType("application/json")
                        .body(account)
                        .post(path)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        return new Customer(id, email, password, signIn(email, password));
    }

    /** A guest's. */
    String newSession() {
        return sessionOf(visitor());
    }

    /** Bound to the customer. */
    String newSession(Customer customer) {
        return sessionOf(as(customer));
    }

    private String sessionOf(RequestSpecification request) {
        return request.post("/sessions").then().statusCode(201).extract().path("session_id");
    }

    /** The token of the email that a customer who has forgotten the password was sent. */
    String resetToken(Customer customer) throws IOException, InterruptedException {
        visitor()
                .contentType("application/json")
                .body(Map.of("email", customer.email()))
                .post("/password-resets")
                .then()
                .statusCode(202);
        return mailedToken("password-reset", customer);
    }

    /** The token of the email with which a new customer verifies the address. */
    String verificationToken(Customer customer) throws IOException, InterruptedException {
        return mailedToken("email-verification", customer);
    }

    private String mailedToken(String kind, Customer customer)
            throws IOException, InterruptedException {
        String token = new Mailbox(cloud).awaitToken(kind, customer.email());
        discretion.add(token);
        return token;
    }

    List<Customer> newCustomers(int count) {
        return IntStream.range(0, count).mapToObj(i -> newCustomer()).toList();
    }

    Discretion discretion() {
        return discretion;
    }

    /**
     * Stocks new books that only the calling test knows.
     *
     * @param copies of each
     * @return their ids
     */
    List<String> newBooks(int count, int copies) {
        String author = "Author " + UUID.randomUUID();
        String rows =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                "Book %d,%s,12.50,%s,%d".formatted(i, author, CATEGORY, copies))
                        .collect(Collectors.joining("\n"));
        admin().contentType("text/csv")
                .body("title,author,price,category,stock_quantity\n" + rows)
                .post("/books/import")
                .then()
                .statusCode(200);
        List<String> ids =
                visitor()
                        .queryParam("author", author)
                        .queryParam("limit", PAGE_MAX)
                        .get("/books")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("items.id");
        assertThat(ids).hasSize(count);
        return ids;
    }

    String newBook(int copies) {
        return newBooks(1, copies).getFirst();
    }

    JsonPath book(String id) {
        return visitor().get("/books/{id}", id).then().statusCode(200).extract().jsonPath();
    }

    int copiesOnHand(String bookId) {
        return book(bookId).getInt("stock_quantity");
    }

    Response add(Customer customer, String bookId, int quantity) {
        return as(customer)
                .contentType("application/json")
                .body(Map.of("book_id", bookId, "quantity", quantity))
                .post("/cart/items");
    }

    JsonPath cart(Customer customer) {
        return as(customer).get("/cart").then().statusCode(200).extract().jsonPath();
    }

    /** Orders what is in the cart. */
    Response order(Customer customer, String key) {
        return as(customer)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("shipping_address", ADDRESS))
                .post("/orders");
    }

    /** All orders of a customer, page by page. */
    List<Map<String, Object>> orders(Customer customer) {
        List<Map<String, Object>> orders = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = as(customer).queryParam("limit", PAGE_MAX);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            JsonPath page = request.get("/orders").then().statusCode(200).extract().jsonPath();
            orders.addAll(page.getList("items"));
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        return orders;
    }
}
