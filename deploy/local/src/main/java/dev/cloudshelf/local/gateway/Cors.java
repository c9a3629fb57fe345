package dev.cloudshelf.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * How web pages of other origins may call (WHATWG Fetch, CORS protocol), as the definition says,
 * and which, as this deployment says. As at API Gateway, what a service says of it does not count.
 *
 * @param allowOrigins such as {@code https://shop.example}; none for the shop's own origin alone,
 *     which needs no word of this
 */
record Cors(
        List<String> allowOrigins,
        List<String> allowMethods,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        int maxAgeSeconds) {

    private static final String ANY = "*";
    private static final String HEADER_START = "access-control-";

    static Cors of(JsonNode cors) {
        return new Cors(
                List.of(),
                texts(cors.path("allowMethods")),
                texts(cors.path("allowHeaders")),
                texts(cors.path("exposeHeaders")),
                cors.path("maxAge").asInt());
    }

    /** The same for other origins. */
    Cors allowing(List<String> origins) {
        return new Cors(
                List.copyOf(origins), allowMethods, allowHeaders, exposeHeaders, maxAgeSeconds);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    static boolean isPreflight(MultiMap request) {
        return request.contains("origin") && request.contains("access-control-request-method");
    }

    void answerPreflight(MultiMap request, MultiMap response) {
        if (allowOrigin(request, response)) {
            response.set("access-control-allow-methods", String.join(", ", allowMethods));
            response.set("access-control-allow-headers", String.join(", ", allowHeaders));
            response.set("access-control-max-age", Integer.toString(maxAgeSeconds));
        }
    }

    /** Takes off what a service has said. */
    static void removeFrom(MultiMap response) {
        for (String name : List.copyOf(response.names())) {
            if (name.regionMatches(true, 0, HEADER_START, 0, HEADER_START.length())) {
                response.remove(name);
            }
        }
    }

    /** Adds what the response to an actual request needs. */
    void apply(MultiMap request, MultiMap response) {
        if (allowOrigin(request, response)) {
            response.set("access-control-expose-headers", String.join(", ", exposeHeaders));
        }
    }

    private boolean allowOrigin(MultiMap request, MultiMap response) {
        String origin = request.get("origin");
        if (allowOrigins.contains(ANY)) {
            if (origin != null) {
                response.set("access-control-allow-origin", ANY);
            }
            return origin != null;
        }
        if (allowOrigins.isEmpty()) {
            return false;
        }
        response.add("vary", "Origin");
        if (origin == null || !allowOrigins.contains(origin)) {
            return false;
        }
        response.set("access-control-allow-origin", origin);
        return true;
    }
}
