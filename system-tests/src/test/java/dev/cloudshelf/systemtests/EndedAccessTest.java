package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import dev.cloudshelf.systemtests.cloud.Service;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A token whose sign-in has ended, or whose account may not be used any more, is none: at once at
 * account-service, and everywhere where money or rights move.
 */
@ExtendWith(SharedCloud.class)
class EndedAccessTest {

    private static final Duration KNOWN_AGAIN = Duration.ofSeconds(20);
    private static final Map<String, Object> BOOK =
            Map.of("title", "Doors", "author", "A. Porter", "price", 12.5, "category", "Tests");

    private final Shop shop;
    private final LocalCloud cloud;

    EndedAccessTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
    }

    /** How access ends. */
    enum Way {
        SIGNED_OUT_ONCE,
        SIGNED_OUT_EVERYWHERE,
        SUSPENDED,
        CLOSED,
        NEW_PASSWORD,
        FORGOTTEN_PASSWORD
    }

    /** Somebody who sells and buys: administrators are customers, too. */
    private record Person(Customer signedIn, String book, String order) {}

    private Person newPerson() throws IOException {
        Customer admin = shop.newAdmin();
        String book = shop.newBook(10);
        shop.add(admin, book, 1).then().statusCode(200);
        String order = shop.order(admin, "first").then().statusCode(201).extract().path("id");
        shop.add(admin, book, 1).then().statusCode(200);
        return new Person(admin, book, order);
    }

    @ParameterizedTest
    @EnumSource
    void tokenOfBeforeIsRejectedWhereverMoneyOrRightsMove(Way way)
            throws IOException, InterruptedException {
        Person person = newPerson();
        String token = person.signedIn().token();
        for (String use : new String[] {"/accounts/me", "/accounts", "/admin/orders"}) {
            shop.bearing(token).get(use).then().statusCode(200);
        }

        end(way, person.signedIn());

        uses(person)
                .forEach((use, call) ->
                        assertThat(call.apply(shop.bearing(token)).statusCode())
                                .as(use)
                                .isEqualTo(401));
        shop.bearing(token)
                .get("/accounts/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("/problems/unauthenticated"));
        // What moves nothing goes on until the token ends.
        shop.bearing(token).get("/cart").then().statusCode(200);
    }

    private void end(Way way, Customer person) throws IOException, InterruptedException {
        Customer elsewhere = shop.signedInAgain(person);
        switch (way) {
            case SIGNED_OUT_ONCE -> {
                json(shop.visitor(), Map.of("token", person.refreshToken()))
                        .post("/tokens/revoke")
                        .then()
                        .statusCode(204);
                shop.as(elsewhere).get("/accounts/me").then().statusCode(200);
            }
            case SIGNED_OUT_EVERYWHERE ->
                    json(shop.as(elsewhere), Map.of("all", true))
                            .post("/tokens/revoke")
                            .then()
                            .statusCode(204);
            case SUSPENDED -> setStatus(shop.admin(), person, "suspended").then().statusCode(200);
            case CLOSED -> shop.as(elsewhere).delete("/accounts/me").then().statusCode(204);
            case NEW_PASSWORD ->
                    json(
                                    shop.as(elsewhere),
                                    Map.of(
                                            "current_password",
                                            person.password(),
                                            "new_password",
                                            newPassword()))
                            .put("/accounts/me/password")
                            .then()
                            .statusCode(204);
            case FORGOTTEN_PASSWORD ->
                    json(shop.visitor(), Map.of("new_password", newPassword()))
                            .post("/password-resets/{token}", shop.resetToken(person))
                            .then()
                            .statusCode(204);
        }
    }

    /** What moves money or rights, at each service, and all of account-service. */
    private Map<String, Function<RequestSpecification, Response>> uses(Person person) {
        Map<String, Function<RequestSpecification, Response>> uses = new LinkedHashMap<>();
        uses.put("placeOrder", this::order);
        uses.put("cancelOrder", r -> r.post("/orders/{id}/cancel", person.order()));
        uses.put("shipOrder", r -> r.post("/orders/{id}/ship", person.order()));
        uses.put("listAllOrders", r -> r.get("/admin/orders"));
        uses.put(
                "reportSales", r -> r.get("/reports/sales?from=2026-01-01&to=2026-12-31&by=month"));
        uses.put("createBook", r -> json(r, BOOK).post("/books"));
        uses.put(
                "putStock",
                r -> json(r, Map.of("delta", 1)).put("/books/{id}/stock", person.book()));
        uses.put("deleteBook", r -> r.header("If-Match", "*").delete("/books/{id}", person.book()));
        uses.put("listAccounts", r -> r.get("/accounts"));
        uses.put("getMyAccount", r -> r.get("/accounts/me"));
        uses.put("addMyAddress", r -> json(r, Shop.ADDRESS).post("/accounts/me/addresses"));
        uses.put("closeMyAccount", r -> r.delete("/accounts/me"));
        return uses;
    }

    private Response order(RequestSpecification request) {
        return json(request, Map.of("shipping_address", Shop.ADDRESS))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/orders");
    }

    private Response setStatus(RequestSpecification request, Customer of, String status) {
        String tag = shop.admin().get("/accounts/{id}", of.id()).then().extract().header("ETag");
        return json(request, Map.of("account_status", status))
                .header("If-Match", tag)
                .patch("/accounts/{id}", of.id());
    }

    private String newPassword() {
        String password = "another one " + UUID.randomUUID();
        shop.discretion().add(password);
        return password;
    }

    @Test
    void nobodyChangesTheirOwnStatus() throws IOException {
        Customer admin = shop.newAdmin();
        setStatus(shop.as(admin), admin, "suspended").then().statusCode(403);
        setStatus(shop.admin(), admin, "suspended").then().statusCode(200);

        setStatus(shop.bearing(admin.token()), admin, "active").then().statusCode(401);

        shop.admin()
                .get("/accounts/{id}", admin.id())
                .then()
                .body("account_status", equalTo("suspended"));
    }

    /** Frozen, and not killed: it would be there again before everything is asked. */
    @Test
    @Tag("servers")
    void withoutAccountServiceCustomersBuyAndAdministratorsWait()
            throws IOException, InterruptedException {
        Person person = newPerson();
        Customer customer = shop.newCustomer();
        String order = buy(customer, person.book());
        shop.add(customer, person.book(), 1).then().statusCode(200);
        shop.as(person.signedIn()).get("/admin/orders").then().statusCode(200);
        OsProcess accountService = cloud.component(Service.ACCOUNT).process();

        accountService.freeze();
        try {
            order(shop.bearing(customer.token())).then().statusCode(201);
            shop.bearing(customer.token())
                    .post("/orders/{id}/cancel", order)
                    .then()
                    .statusCode(200);
            shop.bearing(customer.token()).get("/cart").then().statusCode(200);
            RequestSpecification admin = shop.bearing(person.signedIn().token());
            json(admin, BOOK)
                    .post("/books")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("/problems/unavailable"));
            shop.bearing(person.signedIn().token()).get("/admin/orders").then().statusCode(503);
        } finally {
            accountService.thaw();
        }

        Eventually.holds(
                KNOWN_AGAIN,
                () -> shop.as(person.signedIn()).get("/admin/orders").then().statusCode(200));
        Eventually.holds(
                KNOWN_AGAIN,
                () ->
                        assertThat(log(Service.ORDER))
                                .contains(
                                        "event=access-not-checked actor=%1$s subject=%1$s"
                                                .formatted(customer.id())));
    }

    private String buy(Customer customer, String book) {
        shop.add(customer, book, 1).then().statusCode(200);
        return shop.order(customer, "first").then().statusCode(201).extract().path("id");
    }

    private String log(Service service) {
        try {
            return Files.readString(cloud.logs().resolve(service.fullName() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestSpecification json(RequestSpecification request, Map<String, ?> body) {
        return request.contentType("application/json").body(body);
    }
}
