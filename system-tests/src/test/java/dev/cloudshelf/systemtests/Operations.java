package dev.cloudshelf.systemtests;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A proper call of each operation of the shared definition. Whoever adds an operation adds a row:
 * the tests that go through the table compare it with the definition.
 */
final class Operations {

    /**
     * Sends a request with whatever credentials it has.
     *
     * @see Cast#person
     */
    interface Call {
        Response send(RequestSpecification request, Customer person)
                throws IOException, InterruptedException;
    }

    /**
     * One operation.
     *
     * @param id its operationId
     * @param status what a proper call is answered
     * @param usesUpItsCaller whoever has called it is not who they were
     */
    record Operation(String id, Access access, int status, boolean usesUpItsCaller, Call call) {

        Operation(String id, Access access, int status, Call call) {
            this(id, access, status, false, call);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private static final Map<String, Object> BOOK =
            Map.of("title", "Rows", "author", "A. Table", "price", 12.5, "category", "Tests");

    private final Shop shop;
    private final Cast cast;
    private final Customer owner;
    private final String book;
    private final String order;
    private final String address;
    private final String session;

    /** What is the owner's, by its path, as it was when it was made. */
    private final Map<String, String> made = new LinkedHashMap<>();

    Operations(Shop shop) throws IOException {
        this.shop = shop;
        this.cast = Cast.of(shop);
        this.owner = cast.person(Caller.CUSTOMER_A);
        this.book = shop.newBook(1000);
        this.order = placed();
        this.address = newAddress();
        this.session = newSession();
    }

    List<Operation> all() {
        return Stream.of(catalogue(), carts(), sessions(), accounts(), addresses(), orders())
                .flatMap(List::stream)
                .toList();
    }

    private List<Operation> catalogue() {
        return List.of(
                open("listBooks", r -> r.queryParam("q", "emma").get("/books")),
                open("getBook", r -> r.get("/books/{id}", book)),
                open("getBookByIsbn", r -> r.get("/books/isbn/{isbn}", "978-0-679-78326-8")),
                open("suggestBooks", r -> r.queryParam("q", "em").get("/books/suggestions")),
                open("listRelatedBooks", r -> r.get("/books/{id}/related", book)),
                open("listCategories", r -> r.get("/categories")),
                managed("createBook", 201, r -> json(r, BOOK).post("/books")),
                managed(
                        "replaceBook",
                        r -> json(r.header("If-Match", "*"), BOOK).put("/books/{id}", book)),
                managed(
                        "patchBook",
                        r ->
                                r.header("If-Match", "*")
                                        .contentType("application/merge-patch+json")
                                        .body("{\"description\": \"Patched\"}")
                                        .patch("/books/{id}", book)),
                managed(
                        "deleteBook",
                        204,
                        r -> r.header("If-Match", "*").delete("/books/{id}", shop.newBook(1))),
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

    private List<Operation> carts() {
        return List.of(
                shopping("getCart", 200, r -> r.get("/cart")),
                shopping(
                        "addCartItem",
                        200,
                        r -> json(r, Map.of("book_id", book, "quantity", 1)).post("/cart/items")),
                shopping(
                        "setCartItem",
                        200,
                        r -> json(r, Map.of("quantity", 2)).put("/cart/items/{id}", book)),
                shopping("removeCartItem", 204, r -> r.delete("/cart/items/{id}", book)),
                shopping("clearCart", 204, r -> r.delete("/cart")),
                mine(
                        "mergeCart",
                        200,
                        r -> r.header(Shop.SESSION_ID, shop.newSession()).post("/cart/merge")));
    }

    private List<Operation> sessions() {
        return List.of(
                new Operation(
                        "openSession", Access.VISITOR, 201, (r, person) -> r.post("/sessions")),
                new Operation(
                        "getSession",
                        Access.HOLDER,
                        200,
                        (r, person) -> r.get("/sessions/{id}", session)),
                new Operation(
                        "patchSession",
                        Access.HOLDER,
                        200,
                        (r, person) ->
                                json(
                                                r,
                                                Map.of(
                                                        "session_data",
                                                        Map.of("search_history", List.of("emma"))))
                                        .patch("/sessions/{id}", session)),
                new Operation(
                        "endSession",
                        Access.HOLDER,
                        204,
                        (r, person) -> r.delete("/sessions/{id}", newSession())));
    }

    private List<Operation> accounts() {
        return List.of(
                open("getKeys", r -> r.get("/.well-known/jwks.json")),
                new Operation(
                        "registerAccount",
                        Access.EVERYBODY,
                        201,
                        (r, person) -> json(r, newAccount()).post("/accounts")),
                open("issueTokens", r -> json(r, credentials()).post("/tokens")),
                new Operation(
                        "revokeTokens",
                        Access.EVERYBODY,
                        204,
                        (r, person) ->
                                json(r, Map.of("token", shop.newCustomer().refreshToken()))
                                        .post("/tokens/revoke")),
                new Operation(
                        "requestPasswordReset",
                        Access.EVERYBODY,
                        202,
                        (r, person) ->
                                json(r, Map.of("email", shop.newCustomer().email()))
                                        .post("/password-resets")),
                new Operation(
                        "resetPassword",
                        Access.EVERYBODY,
                        204,
                        (r, person) ->
                                json(r, Map.of("new_password", newPassword()))
                                        .post(
                                                "/password-resets/{token}",
                                                shop.resetToken(shop.newCustomer()))),
                new Operation(
                        "checkMyAccess",
                        Access.PERSON,
                        204,
                        (r, person) -> r.get("/accounts/me/access")),
                new Operation(
                        "listMySignIns",
                        Access.PERSON,
                        200,
                        (r, person) -> r.get("/accounts/me/sign-ins")),
                new Operation(
                        "endMySignIn",
                        Access.OWNING_PERSON,
                        204,
                        (r, person) -> r.delete("/accounts/me/sign-ins/{id}", newSignIn())),
                mine("requestEmailVerification", 202, r -> r.post("/email-verifications")),
                new Operation(
                        "beginMySecondFactor",
                        Access.PERSON,
                        200,
                        (r, person) -> r.post("/accounts/me/second-factor")),
                // With a code that is wrong: account-service's own tests have right ones.
                new Operation(
                        "confirmMySecondFactor",
                        Access.PERSON,
                        422,
                        (r, person) -> {
                            r.post("/accounts/me/second-factor");
                            return json(r, Map.of("code", "no code"))
                                    .post("/accounts/me/second-factor/confirm");
                        }),
                new Operation(
                        "renewMyRecoveryCodes",
                        Access.PERSON,
                        404,
                        (r, person) -> r.post("/accounts/me/second-factor/recovery-codes")),
                new Operation(
                        "removeMySecondFactor",
                        Access.PERSON,
                        204,
                        (r, person) -> r.delete("/accounts/me/second-factor")),
                new Operation(
                        "verifyEmail",
                        Access.EVERYBODY,
                        204,
                        (r, person) ->
                                r.post(
                                        "/email-verifications/{token}",
                                        shop.verificationToken(shop.newCustomer()))),
                mine("getMyAccount", 200, r -> r.get("/accounts/me")),
                mine(
                        "patchMyAccount",
                        200,
                        r -> json(r, Map.of("phone", "+44 20 7946 0000")).patch("/accounts/me")),
                new Operation(
                        "changeMyPassword",
                        Access.CUSTOMER,
                        204,
                        true,
                        (r, person) ->
                                json(
                                                r,
                                                Map.of(
                                                        "current_password",
                                                        person.password(),
                                                        "new_password",
                                                        newPassword()))
                                        .put("/accounts/me/password")),
                new Operation(
                        "closeMyAccount",
                        Access.CUSTOMER,
                        204,
                        true,
                        (r, person) -> r.delete("/accounts/me")),
                managed("listAccounts", r -> r.queryParam("email", owner.email()).get("/accounts")),
                managed("listAccountChanges", r -> r.get("/accounts/{id}/changes", owner.id())),
                managed("getAccount", r -> r.get("/accounts/{id}", owner.id())),
                managed(
                        "patchAccount",
                        r ->
                                json(r, Map.of("account_status", "active"))
                                        .header("If-Match", tagOfTheOwner())
                                        .patch("/accounts/{id}", owner.id())));
    }

    private List<Operation> addresses() {
        return List.of(
                mine("listMyAddresses", 200, r -> r.get("/accounts/me/addresses")),
                mine(
                        "addMyAddress",
                        201,
                        r -> json(r, Shop.ADDRESS).post("/accounts/me/addresses")),
                owned("getMyAddress", 200, r -> r.get("/accounts/me/addresses/{id}", address)),
                owned(
                        "putMyAddress",
                        200,
                        r -> json(r, Shop.ADDRESS).put("/accounts/me/addresses/{id}", address)),
                owned(
                        "deleteMyAddress",
                        204,
                        r -> r.delete("/accounts/me/addresses/{id}", newAddress())));
    }

    private List<Operation> orders() {
        return List.of(
                new Operation("placeOrder", Access.CUSTOMER, 201, this::placeOrder),
                mine("listOrders", 200, r -> r.get("/orders")),
                owned("getOrder", 200, r -> r.get("/orders/{id}", order)),
                new Operation(
                        "cancelOrder",
                        Access.OWNER_OR_ADMIN,
                        200,
                        (r, person) -> r.post("/orders/{id}/cancel", placed())),
                managed("shipOrder", r -> r.post("/orders/{id}/ship", placed())),
                managed("deliverOrder", r -> r.post("/orders/{id}/deliver", shipped())),
                managed("listAllOrders", r -> r.get("/admin/orders")),
                managed(
                        "reportSales",
                        r ->
                                r.queryParam("from", "2026-01-01")
                                        .queryParam("to", "2026-12-31")
                                        .queryParam("by", "month")
                                        .get("/reports/sales")));
    }

    private static Operation open(String id, Function<RequestSpecification, Response> call) {
        return new Operation(id, Access.EVERYBODY, 200, (r, person) -> call.apply(r));
    }

    private static Operation shopping(
            String id, int status, Function<RequestSpecification, Response> call) {
        return new Operation(id, Access.SHOPPER, status, (r, person) -> call.apply(r));
    }

    private static Operation mine(
            String id, int status, Function<RequestSpecification, Response> call) {
        return new Operation(id, Access.CUSTOMER, status, (r, person) -> call.apply(r));
    }

    private static Operation owned(
            String id, int status, Function<RequestSpecification, Response> call) {
        return new Operation(id, Access.OWNER, status, (r, person) -> call.apply(r));
    }

    private static Operation managed(String id, Function<RequestSpecification, Response> call) {
        return managed(id, 200, call);
    }

    private static Operation managed(
            String id, int status, Function<RequestSpecification, Response> call) {
        return new Operation(id, Access.ADMIN, status, (r, person) -> call.apply(r));
    }

    private static RequestSpecification json(RequestSpecification request, Map<String, ?> body) {
        return request.contentType("application/json").body(body);
    }

    private Map<String, String> newAccount() {
        return Map.of(
                "email",
                "row-" + UUID.randomUUID() + "@example.org",
                "password",
                newPassword(),
                "first_name",
                "Row",
                "last_name",
                "Table");
    }

    private String newPassword() {
        String password = "a password of " + UUID.randomUUID();
        shop.discretion().add(password);
        return password;
    }

    private Map<String, String> credentials() {
        return Map.of(
                "grant_type", "password",
                "email", owner.email(),
                "password", owner.password());
    }

    /** There has to be something in the cart of whoever orders. */
    private Response placeOrder(RequestSpecification request, Customer person) {
        shop.add(person, book, 1).then().statusCode(200);
        return json(request, Map.of("shipping_address", Shop.ADDRESS))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/orders");
    }

    /** An order of the owner's for one call alone: what it does to it cannot be done twice. */
    private String placed() {
        return made(
                "/orders/",
                placeOrder(shop.as(owner), owner).then().statusCode(201).extract().path("id"));
    }

    private String shipped() {
        String placed = placed();
        shop.admin().post("/orders/{id}/ship", placed).then().statusCode(200);
        return placed;
    }

    private String newAddress() {
        return made(
                "/accounts/me/addresses/",
                json(shop.as(owner), Shop.ADDRESS)
                        .post("/accounts/me/addresses")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
    }

    /** The id of one more sign-in of the owner's, which nobody else uses. */
    private String newSignIn() {
        return shop.as(shop.signedInAgain(owner))
                .get("/accounts/me/sign-ins")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.current }.id");
    }

    private String tagOfTheOwner() {
        return shop.admin()
                .get("/accounts/{id}", owner.id())
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
    }

    /** Calls an operation as somebody. */
    Response call(Operation operation, Caller caller) throws IOException, InterruptedException {
        Cast called = operation.usesUpItsCaller() ? Cast.of(shop) : cast;
        return operation.call().send(called.request(caller), called.person(caller));
    }

    /** Calls an operation with a token that somebody has made up. */
    Response callBearing(Operation operation, String token)
            throws IOException, InterruptedException {
        return operation.call().send(shop.bearing(token), owner);
    }

    private String newSession() {
        return made("/sessions/", shop.newSession(owner));
    }

    private String made(String path, String id) {
        made.put(path + id, content(path + id));
        return id;
    }

    /** What was made for the owner and is not any more, or not as it was. */
    List<String> changedOfTheOwners() {
        return made.entrySet().stream()
                .filter(thing -> !thing.getValue().equals(content(thing.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Of a session only what its holder has put there: looking at it is a use, and shows. */
    private String content(String path) {
        Response answer = shop.as(owner).get(path);
        return path.startsWith("/sessions/")
                ? String.valueOf(answer.<Object>path("session_data"))
                : answer.asString();
    }

    String ownersToken() {
        return shop.tokenOf(owner);
    }
}
