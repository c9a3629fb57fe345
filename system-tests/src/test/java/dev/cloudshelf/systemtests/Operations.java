package dev.cloudshelf.systemtests;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A proper call of each operation of the shared definition. Whoever adds an operation adds a row:
 * the tests that go through the table compare it with the definition.
 */
final class Operations {

    /** Who may call an operation. */
    enum Who {
        EVERYBODY,
        CUSTOMER,
        ADMIN
    }

    /**
     * One operation.
     *
     * @param id its operationId
     * @param status what a proper call is answered
     * @param call sends it, with whatever credentials the request has
     */
    record Operation(
            String id, Who who, int status, Function<RequestSpecification, Response> call) {

        @Override
        public String toString() {
            return id;
        }
    }

    private final Shop shop;
    private final Customer customer;
    private final String book;
    private final String order;
    private final String serviceToken;

    Operations(Shop shop) throws IOException {
        this.shop = shop;
        this.serviceToken = shop.serviceToken();
        this.customer = shop.newCustomer();
        this.book = shop.newBook(100);
        shop.add(customer, book, 1);
        this.order = shop.order(customer, "prepared").then().statusCode(201).extract().path("id");
    }

    List<Operation> all() {
        return List.of(
                open("listBooks", r -> r.queryParam("q", "emma").get("/books")),
                open("getBook", r -> r.get("/books/{id}", book)),
                open("getBookByIsbn", r -> r.get("/books/isbn/{isbn}", "978-0-679-78326-8")),
                open("listCategories", r -> r.get("/categories")),
                open("getKeys", r -> r.get("/.well-known/jwks.json")),
                new Operation(
                        "registerAccount",
                        Who.EVERYBODY,
                        201,
                        r -> json(r, newAccount()).post("/accounts")),
                open("issueTokens", r -> json(r, credentials()).post("/tokens")),
                mine("getMyAccount", 200, r -> r.get("/accounts/me")),
                mine("getCart", 200, r -> r.get("/cart")),
                mine(
                        "addCartItem",
                        200,
                        r -> json(r, Map.of("book_id", book, "quantity", 1)).post("/cart/items")),
                mine(
                        "setCartItem",
                        200,
                        r -> json(r, Map.of("quantity", 2)).put("/cart/items/{id}", book)),
                mine("removeCartItem", 204, r -> r.delete("/cart/items/{id}", book)),
                mine("clearCart", 204, r -> r.delete("/cart")),
                mine("placeOrder", 201, r -> placeOrder(r)),
                mine("listOrders", 200, r -> r.get("/orders")),
                mine("getOrder", 200, r -> r.get("/orders/{id}", order)),
                mine("cancelOrder", 200, r -> r.post("/orders/{id}/cancel", placed())),
                managed("shipOrder", r -> r.post("/orders/{id}/ship", placed())),
                managed("deliverOrder", r -> r.post("/orders/{id}/deliver", shipped())),
                managed("listAllOrders", r -> r.get("/admin/orders")),
                managed(
                        "reportSales",
                        r ->
                                r.queryParam("from", "2026-01-01")
                                        .queryParam("to", "2026-12-31")
                                        .queryParam("by", "month")
                                        .get("/reports/sales")),
                managed(
                        "putStock",
                        r -> json(r, Map.of("delta", 1)).put("/books/{id}/stock", book)),
                managed(
                        "importBooks",
                        r ->
                                r.contentType("application/x-ndjson")
                                        .body(
                                                """
                                                {"title": "Rows", "author": "A. Table", "price": 5}
                                                """)
                                        .post("/books/import")));
    }

    private static Operation open(String id, Function<RequestSpecification, Response> call) {
        return new Operation(id, Who.EVERYBODY, 200, call);
    }

    private static Operation mine(
            String id, int status, Function<RequestSpecification, Response> call) {
        return new Operation(id, Who.CUSTOMER, status, call);
    }

    private static Operation managed(String id, Function<RequestSpecification, Response> call) {
        return new Operation(id, Who.ADMIN, 200, call);
    }

    private static RequestSpecification json(RequestSpecification request, Map<String, ?> body) {
        return request.contentType("application/json").body(body);
    }

    private static Map<String, String> newAccount() {
        return Map.of(
                "email",
                "row-" + UUID.randomUUID() + "@example.org",
                "password",
                "a password of " + UUID.randomUUID(),
                "first_name",
                "Row",
                "last_name",
                "Table");
    }

    private Map<String, String> credentials() {
        return Map.of(
                "grant_type", "password",
                "email", customer.email(),
                "password", customer.password());
    }

    /** There has to be something in the cart of whoever orders. */
    private Response placeOrder(RequestSpecification request) {
        shop.add(customer, book, 1).then().statusCode(200);
        return json(request, Map.of("shipping_address", Shop.ADDRESS))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/orders");
    }

    /** An order of the customer's for one call alone: what it does to it cannot be done twice. */
    private String placed() {
        return placeOrder(shop.as(customer)).then().statusCode(201).extract().path("id");
    }

    private String shipped() {
        String placed = placed();
        shop.admin().post("/orders/{id}/ship", placed).then().statusCode(200);
        return placed;
    }

    /** The request that the operation is for. */
    RequestSpecification properCaller(Operation operation) {
        return switch (operation.who()) {
            case EVERYBODY -> shop.visitor();
            case CUSTOMER -> shop.as(customer);
            case ADMIN -> shop.admin();
        };
    }

    /** A request with a good token of somebody who may not call the operation. */
    RequestSpecification wrongCaller(Operation operation) {
        return switch (operation.who()) {
            case EVERYBODY -> throw new IllegalArgumentException(operation + " is for everybody");
            case CUSTOMER -> shop.bearing(serviceToken);
            case ADMIN -> shop.as(customer);
        };
    }

    String customerToken() {
        return customer.token();
    }
}
