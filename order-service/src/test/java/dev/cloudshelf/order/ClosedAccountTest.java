package dev.cloudshelf.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.ServiceScope;
import dev.cloudshelf.order.domain.Destination;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.ShippingAddress;
import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left in orders of somebody whose account was closed, and of orders that never were. */
@QuarkusTest
class ClosedAccountTest extends Shop {

    private static final String CLOSED = "{\"closed_at\":\"2026-11-30T12:00:00Z\"}";

    @Inject ForgetAddresses forgetAddresses;
    @Inject RemoveOldOrders removeOldOrders;
    @Inject OrderStore orders;
    @Inject Clock clock;

    @Test
    void addressesOfOldOrdersGoAndThoseOfNewOnesStay() {
        Order old = refusedDaysAgo(customer, 366);
        Order young = refusedDaysAgo(customer, 364);
        Order others = refusedDaysAgo(UUID.randomUUID(), 366);
        forget();
        assertThat(street(old)).isEqualTo("1 Long Street");

        close(ServiceScope.CLOSED_ACCOUNTS, CLOSED, 204);
        close(ServiceScope.CLOSED_ACCOUNTS, CLOSED, 204);
        forget();

        assertThat(street(old)).isEqualTo("removed");
        var address = as(customer).get("/orders/" + old.id()).jsonPath();
        assertThat(address.getString("shipping_address.city")).isEqualTo("removed");
        assertThat(address.getString("shipping_address.postal_code")).isEqualTo("removed");
        assertThat(address.getString("shipping_address.state")).isEqualTo("BA");
        assertThat(address.getString("shipping_address.country")).isEqualTo("GB");
        assertThat(street(young)).isEqualTo("1 Long Street");
        assertThat(street(others)).isEqualTo("1 Long Street");
    }

    @Test
    void refusedOrdersOfThirtyDaysAreRemoved() {
        Order old = refusedDaysAgo(customer, 32);
        Order young = refusedDaysAgo(customer, 28);

        removeOldOrders.runDue().await().atMost(Duration.ofSeconds(60));

        assertThat(mine().get("/orders/" + old.id()).statusCode()).isEqualTo(404);
        assertThat(mine().get("/orders/" + young.id()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ServiceScope.STOCK,
                ServiceScope.CARTS,
                ServiceScope.ACCOUNTS_READ,
                ServiceScope.ACCOUNTS_CREATE
            })
    void onlyTheScopeOfClosedAccountsCloses(String other) {
        close(other, CLOSED, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"closed_at\":null}", "{\"closed_at\":\"yesterday\"}"})
    void closingNeedsATime(String body) {
        close(ServiceScope.CLOSED_ACCOUNTS, body, 400);
    }

    private void close(String scope, String body, int status) {
        RequestSpecification service =
                given().filter(ApiConformance.ofThisService())
                        .auth()
                        .oauth2(TestTokens.service("account-service", scope));
        service.contentType(ContentType.JSON)
                .body(body)
                .put("/internal/closed-accounts/" + customer)
                .then()
                .statusCode(status);
    }

    private void forget() {
        forgetAddresses.runDue().await().atMost(Duration.ofSeconds(30));
    }

    private String street(Order order) {
        return as(order.userId())
                .get("/orders/" + order.id())
                .jsonPath()
                .getString("shipping_address.street");
    }

    private Order refusedDaysAgo(UUID someone, int days) {
        Instant then = clock.instant().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(days));
        ShippingAddress address = new ShippingAddress("1 Long Street", "Bath", "BA", "BA1", "GB");
        UUID id = new Ids(Clock.fixed(then, ZoneOffset.UTC)).next();
        Order order = Order.pending(id, someone, address, then);
        OrderRequest request =
                new OrderRequest(
                        someone, "key of " + id, new Destination.Given(address), null, "a request");
        Duration patience = Duration.ofSeconds(10);
        assertThat(orders.begin(order, request, then).await().atMost(patience)).isTrue();
        Order refused = order.refused(new Refusal.CartEmpty(), then, someone.toString());
        assertThat(orders.refuse(refused).await().atMost(patience)).isTrue();
        return refused;
    }
}
