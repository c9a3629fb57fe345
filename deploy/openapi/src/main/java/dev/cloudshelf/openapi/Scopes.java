package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cloudshelf.openapi.Operations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a token must be good for. Scopes are the roles: account-service writes those of an account
 * into each token as {@code scope}, too. A service's definition cannot say them, because OpenAPI
 * 3.0 has scopes for OAuth 2 only; whether they are true is tested by calling each operation as
 * everybody, in system-tests.
 */
final class Scopes {

    static final String CUSTOMER = "customer";
    static final String ADMIN = "admin";

    static final Map<String, String> DESCRIPTIONS =
            Map.of(
                    CUSTOMER, "One's own account, cart, sessions and orders",
                    ADMIN, "The catalogue, and everybody's accounts and orders");

    static final Set<String> OF_ADMINS =
            Set.of(
                    "GET /accounts",
                    "GET /accounts/{id}",
                    "GET /accounts/{id}/changes",
                    "PATCH /accounts/{id}",
                    "GET /admin/orders",
                    "POST /books",
                    "PUT /books/{id}",
                    "PATCH /books/{id}",
                    "DELETE /books/{id}",
                    "PUT /books/{id}/stock",
                    "POST /books/import",
                    "POST /orders/{id}/deliver",
                    "POST /orders/{id}/ship",
                    "GET /reports/sales");

    /** Of customers for what is theirs, and of admins for everything. */
    static final Set<String> OF_BOTH =
            Set.of(
                    "POST /orders/{id}/cancel",
                    "GET /accounts/me/access",
                    "GET /accounts/me/sign-ins",
                    "DELETE /accounts/me/sign-ins/{id}",
                    "POST /accounts/me/second-factor",
                    "POST /accounts/me/second-factor/confirm",
                    "POST /accounts/me/second-factor/recovery-codes",
                    "DELETE /accounts/me/second-factor");

    private Scopes() {}

    /**
     * Adds to each way in by that scheme what the token must be good for. Either of two scopes is
     * two ways in: OpenAPI wants all that one way names.
     */
    static void addTo(Operation operation, String scheme) {
        JsonNode ways = operation.body().path("security").deepCopy();
        var scoped = operation.body().putArray("security");
        for (JsonNode way : ways) {
            if (way.has(scheme)) {
                for (String scope : of(operation)) {
                    ObjectNode scopedWay = way.deepCopy();
                    scopedWay.set(scheme, JsonNodeFactory.instance.arrayNode().add(scope));
                    scoped.add(scopedWay);
                }
            } else {
                scoped.add(way);
            }
        }
    }

    private static List<String> of(Operation operation) {
        if (OF_BOTH.contains(operation.toString())) {
            return List.of(CUSTOMER, ADMIN);
        }
        return List.of(OF_ADMINS.contains(operation.toString()) ? ADMIN : CUSTOMER);
    }
}
