package dev.cloudshelf.local.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the gateway is told when it starts.
 *
 * @param port on 127.0.0.1
 * @param definition the shared API definition, which says all there is to say of routes
 * @param services where each service of the definition is
 * @param stores name and port of each store, for the status page only
 * @param requestsPerClientMax how many requests one client address may have in flight
 * @param corsOrigins whose pages may call besides the shop's own
 */
record GatewayConfig(
        int port,
        Path definition,
        Map<String, URI> services,
        Map<String, Integer> stores,
        int requestsPerClientMax,
        List<String> corsOrigins) {

    static final String REQUESTS_PER_CLIENT = "CLOUDSHELF_GATEWAY_REQUESTS_PER_CLIENT";
    static final String CORS_ORIGINS = "CLOUDSHELF_GATEWAY_CORS_ORIGINS";

    private static final int PORT = 8080;
    private static final int REQUESTS_PER_CLIENT_USUAL = 64;
    private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[A-Za-z0-9.:\\[\\]-]+");

    GatewayConfig {
        services = Map.copyOf(services);
        // The status page lists them in this order.
        stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
        corsOrigins = List.copyOf(corsOrigins);
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
                stores,
                requestsPerClientMax(environment),
                corsOrigins(environment));
    }

    private static int requestsPerClientMax(Map<String, String> environment) {
        String text = environment.getOrDefault(REQUESTS_PER_CLIENT, "");
        if (text.isBlank()) {
            return REQUESTS_PER_CLIENT_USUAL;
        }
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(
                    "%s takes a number from 1 to 9999, not '%s'"
                            .formatted(REQUESTS_PER_CLIENT, text));
        }
        return Integer.parseInt(text);
    }

    private static List<String> corsOrigins(Map<String, String> environment) {
        List<String> origins =
                Stream.of(environment.getOrDefault(CORS_ORIGINS, "").split(",", -1))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .toList();
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "%s takes origins such as https://shop.example, separated by commas, not '%s'"
                                .formatted(CORS_ORIGINS, origin));
            }
        }
        return origins;
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
