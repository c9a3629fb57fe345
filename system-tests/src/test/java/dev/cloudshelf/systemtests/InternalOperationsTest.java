package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Project;
import dev.cloudshelf.systemtests.cloud.Service;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who may call what is between services only: every operation below /internal of a service's own
 * definition, with every service client and with people. A service client has the scopes that it
 * needs and no more.
 */
@Tag("any-store")
@ExtendWith(SharedCloud.class)
class InternalOperationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ORDER = "order-service";
    private static final String LAUNCHER = "launcher";

    /** Which clients may, by operationId. Whoever adds an internal operation adds a row. */
    private static final Map<String, Set<String>> ALLOWED =
            Map.ofEntries(
                    Map.entry("reserveStock", Set.of(ORDER)),
                    Map.entry("confirmReservation", Set.of(ORDER)),
                    Map.entry("releaseReservation", Set.of(ORDER)),
                    Map.entry("restockReservation", Set.of(ORDER)),
                    Map.entry("getCartContents", Set.of(ORDER)),
                    Map.entry("takePurchaseOffCart", Set.of(ORDER)),
                    Map.entry("createAccount", Set.of(LAUNCHER)),
                    Map.entry("listAccountContacts", Set.of(ORDER)),
                    Map.entry("getAccountContact", Set.of(ORDER)),
                    Map.entry("getAccountAddress", Set.of(ORDER)),
                    // account-service tells them, with tokens that it issues to itself.
                    Map.entry("closeAccountInCarts", Set.of()),
                    Map.entry("closeAccountInOrders", Set.of()));

    private final Shop shop;
    private final LocalCloud cloud;

    InternalOperationsTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
    }

    /**
     * An operation that the gateway does not route.
     *
     * @param path with names in braces
     */
    private record Internal(Service service, String id, String method, String path) {

        @Override
        public String toString() {
            return id;
        }
    }

    @TestFactory
    Stream<DynamicTest> onlyThoseWhoNeedItMayCall() throws IOException {
        Customer customer = shop.newCustomer();
        Customer admin = shop.newAdmin();
        List<DynamicTest> tests = new ArrayList<>();
        for (Internal operation : operations()) {
            tests.add(rejected(operation, "nobody", 401, ""));
            tests.add(rejected(operation, "a customer", 403, shop.tokenOf(customer)));
            tests.add(rejected(operation, "an administrator", 403, shop.tokenOf(admin)));
            for (String client : cloud.clientIds()) {
                tests.add(
                        ALLOWED.getOrDefault(operation.id(), Set.of()).contains(client)
                                ? allowed(operation, client)
                                : rejected(operation, client, 403, shop.serviceToken(client)));
            }
        }
        return tests.stream();
    }

    /** Whatever is wrong with the request otherwise: it is let in. */
    private DynamicTest allowed(Internal operation, String client) {
        return DynamicTest.dynamicTest(
                operation + ", " + client,
                () -> assertThat(status(operation, shop.serviceToken(client))).isNotIn(401, 403));
    }

    private DynamicTest rejected(Internal operation, String caller, int expected, String token) {
        return DynamicTest.dynamicTest(
                operation + ", " + caller,
                () -> assertThat(status(operation, token)).isEqualTo(expected));
    }

    private int status(Internal operation, String token) {
        RequestSpecification request =
                RestAssured.given().baseUri(cloud.address(operation.service()).toString());
        if (!token.isEmpty()) {
            request.auth().oauth2(token);
        }
        if (!operation.method().equals("GET") && !operation.method().equals("DELETE")) {
            request.contentType("application/json").body("{}");
        }
        String path = operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return request.request(operation.method(), path).statusCode();
    }

    /** Else one more could be forgotten. */
    @Test
    void everyInternalOperationAndEveryClientIsKnown() throws IOException {
        assertThat(operations().stream().map(Internal::id))
                .containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
        assertThat(cloud.clientIds())
                .containsAll(ALLOWED.values().stream().flatMap(Set::stream).toList());
    }

    private static List<Internal> operations() throws IOException {
        List<Internal> operations = new ArrayList<>();
        for (Service service : Service.values()) {
            JsonNode paths = JSON.readTree(Project.definition(service).toFile()).path("paths");
            paths.forEachEntry((path, methods) ->
                    methods.forEachEntry((method, operation) -> {
                        if (path.startsWith("/internal/") && operation.has("operationId")) {
                            operations.add(
                                    new Internal(
                                            service,
                                            operation.path("operationId").asText(),
                                            method.toUpperCase(Locale.ROOT),
                                            path));
                        }
                    }));
        }
        return operations;
    }
}
