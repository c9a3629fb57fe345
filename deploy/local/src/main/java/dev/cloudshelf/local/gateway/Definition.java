package dev.cloudshelf.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shared API definition, read for what a gateway needs of it.
 *
 * @param basePath in front of every path, such as {@code /api}
 */
record Definition(
        String basePath,
        RouteTable routes,
        Cors cors,
        ResponseHeaders responseHeaders,
        String text) {

    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete");

    /** {@code ${catalog_service_arn}}: on AWS a function, here the service of that name. */
    private static final Pattern INTEGRATION = Pattern.compile("\\$\\{([a-z_]+)_arn}");

    static Definition read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static Definition parse(String yaml) throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
        RouteTable routes = new RouteTable();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    routes.add(
                            HttpMethod.valueOf(member.getKey().toUpperCase(Locale.ROOT)),
                            route(path.getKey(), member.getValue()));
                }
            }
        }
        String basePath = document.at("/servers/0/url").asText();
        return new Definition(
                basePath,
                routes,
                Cors.of(document.path("x-amazon-apigateway-cors")),
                ResponseHeaders.of(document.path("x-cloudshelf-response-headers")),
                yaml);
    }

    private static Route route(String template, JsonNode operation) {
        JsonNode limits = operation.path("x-cloudshelf-limits");
        return new Route(
                service(template, operation),
                template,
                required(template, limits, "body_max_bytes"),
                required(template, limits, "timeout_seconds") * 1000L);
    }

    private static String service(String template, JsonNode operation) {
        String uri = operation.at("/x-amazon-apigateway-integration/uri").asText();
        Matcher integration = INTEGRATION.matcher(uri);
        if (!integration.matches()) {
            throw new IllegalArgumentException(template + " has no integration");
        }
        return integration.group(1).replace('_', '-');
    }

    private static int required(String template, JsonNode limits, String name) {
        int value = limits.path(name).asInt();
        if (value <= 0) {
            throw new IllegalArgumentException(template + " has no limit " + name);
        }
        return value;
    }
}
