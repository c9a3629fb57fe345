package dev.cloudshelf.local.gateway;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The errors of the gateway itself, in the shape in which the services answer theirs (RFC 9457; the
 * types are documented in docs/problems.md).
 */
enum GatewayProblem {
    MALFORMED("malformed", "The request cannot be read", 400),
    NOT_FOUND("not-found", "There is nothing here", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "This resource does not take that method", 405),
    TOO_LARGE("too-large", "The request is too large", 413),
    URI_TOO_LONG("uri-too-long", "The request's address is too long", 414),
    TOO_MANY_REQUESTS("too-many-requests", "You ask too often", 429),
    HEADERS_TOO_LARGE("headers-too-large", "The request's headers are too large", 431),
    INTERNAL("internal", "Something went wrong on our side", 500),
    UNAVAILABLE("unavailable", "Try again shortly", 503),
    GATEWAY_TIMEOUT("gateway-timeout", "The service did not answer in time", 504);

    private static final String MEDIA_TYPE = "application/problem+json";

    /** Long enough for a service to be started again, or for requests in flight to end. */
    private static final int RETRY_AFTER_SECONDS = 2;

    private final String slug;
    private final String title;
    private final int status;

    GatewayProblem(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", MEDIA_TYPE);
        headers.put("Cache-Control", "no-store");
        if (this == UNAVAILABLE || this == TOO_MANY_REQUESTS) {
            headers.put("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        }
        return headers;
    }

    /**
     * @param detail what happened and what to do next
     */
    JsonObject toJson(String detail, String requestId) {
        return new JsonObject()
                .put("type", "/problems/" + slug)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", requestId);
    }
}
