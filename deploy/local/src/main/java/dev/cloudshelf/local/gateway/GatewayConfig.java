package dev.cloudshelf.local.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the gateway is told when it starts.
 *
 * @param port on 127.0.0.1
 * @param definition the shared API definition, which says all there is to say of routes
 * @param services where each service of the definition is
 * @param stores name and port of each store, for the status page only
 */
record GatewayConfig(
        int port, Path definition, Map<String, URI> services, Map<String, Integer> stores) {

    private static final int PORT = 8080;

    GatewayConfig {
        services = Map.copyOf(services);
        // The status page lists them in this order.
        stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
    }

    /** Reads environment variables; the README lists them. */
    static GatewayConfig of(Map<String, String> environment) {
        Map<String, URI> services = new LinkedHashMap<>();
        services.put("catalog-service", address(environment, "CATALOG", 8081));
        services.put("cart-service", address(environment, "CART", 8082));
        services.put("account-service", address(environment, "ACCOUNT", 8083));
        services.put("order-service", address(environment, "ORDER", 8084));
        Map<String, Integer> stores = new LinkedHashMap<>();
        addStore(stores, "PostgreSQL", environment, "POSTGRES", 5433);
        addStore(stores, "DynamoDB Local", environment, "DYNAMODB", 8000);
        return new GatewayConfig(
                port(environment, "GATEWAY", PORT),
                Path.of(
                        environment.getOrDefault(
                                "CLOUDSHELF_DEFINITION", "deploy/openapi/cloudshelf.yaml")),
                services,
                stores);
    }

    /** A store whose port is told to be empty does not run, and is not looked at. */
    private static void addStore(
            Map<String, Integer> stores,
            String title,
            Map<String, String> environment,
            String name,
            int usual) {
        if (!environment.getOrDefault("CLOUDSHELF_" + name + "_PORT", "some").isEmpty()) {
            stores.put(title, port(environment, name, usual));
        }
    }

    private static URI address(Map<String, String> environment, String name, int port) {
        return URI.create(
                environment.getOrDefault(
                        "CLOUDSHELF_" + name + "_URL", "http://127.0.0.1:" + port));
    }

    private static int port(Map<String, String> environment, String name, int usual) {
        String variable = "CLOUDSHELF_" + name + "_PORT";
        return Integer.parseInt(environment.getOrDefault(variable, Integer.toString(usual)));
    }
}
