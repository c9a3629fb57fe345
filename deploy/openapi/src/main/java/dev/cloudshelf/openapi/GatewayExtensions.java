package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cloudshelf.openapi.Operations.Operation;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What a gateway needs and no single service can say: which function serves an operation, how long
 * and how large a request may be, who issues tokens, and which pages may call from a browser. The
 * {@code x-amazon-apigateway-*} parts are those of an Amazon API Gateway HTTP API; values in {@code
 * ${}} are filled in by the deployment.
 */
final class GatewayExtensions {

    static final String INTEGRATION = "x-amazon-apigateway-integration";
    static final String AUTHORIZER = "x-amazon-apigateway-authorizer";
    static final String CORS = "x-amazon-apigateway-cors";
    static final String LIMITS = "x-cloudshelf-limits";
    static final String RESPONSE_HEADERS = "x-cloudshelf-response-headers";

    private static final String BEARER = "bearer";
    private static final int CORS_MAX_AGE_SECONDS = 3600;

    private static final List<String> CORS_REQUEST_HEADERS =
            List.of(
                    "authorization",
                    "content-type",
                    "idempotency-key",
                    "if-match",
                    "if-none-match",
                    "x-request-id",
                    "x-session-id");
    private static final List<String> CORS_RESPONSE_HEADERS =
            List.of("etag", "idempotency-replayed", "location", "retry-after", "x-request-id");

    private GatewayExtensions() {}

    static void addTo(Operation operation, Service service) {
        Limits limits = Limits.of(operation);
        Throttle throttle = Throttle.of(operation);
        ObjectNode body = operation.body();
        // The document's default would be "public" too, but only said here can a review see it.
        if (!body.has("security")) {
            body.putArray("security");
        }
        Scopes.addTo(operation, BEARER);
        body.putObject(INTEGRATION)
                .put("type", "aws_proxy")
                .put("httpMethod", "POST")
                .put("payloadFormatVersion", "2.0")
                .put("uri", service.integrationUri())
                .put("timeoutInMillis", limits.timeoutSeconds() * 1000);
        body.putObject(LIMITS)
                .put("body_max_bytes", limits.bodyMaxBytes())
                .put("timeout_seconds", limits.timeoutSeconds())
                .put("requests_per_second", throttle.requestsPerSecond())
                .put("requests_at_once", throttle.requestsAtOnce());
    }

    static void addTo(ObjectNode shared) {
        if (shared.at("/components/securitySchemes/" + BEARER) instanceof ObjectNode scheme) {
            describeTokens(scheme);
        }
        ObjectNode cors = shared.putObject(CORS);
        cors.putArray("allowOrigins").add("${cors_origins}");
        cors.put("allowCredentials", false);
        addAll(cors.putArray("allowHeaders"), CORS_REQUEST_HEADERS);
        addAll(cors.putArray("exposeHeaders"), CORS_RESPONSE_HEADERS);
        TreeSet<String> methods = new TreeSet<>();
        Operations.in(shared)
                .forEach(operation -> methods.add(operation.method().toUpperCase(Locale.ROOT)));
        addAll(cors.putArray("allowMethods"), methods);
        cors.put("maxAge", CORS_MAX_AGE_SECONDS);
        describeResponses(shared.putObject(RESPONSE_HEADERS));
    }

    /**
     * What a gateway adds to responses: to each, and besides to those that are not to be stored.
     */
    private static void describeResponses(ObjectNode headers) {
        headers.putObject("always")
                .put("X-Content-Type-Options", "nosniff")
                .put("Referrer-Policy", "no-referrer");
        headers.putObject("personal")
                .put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    /** API Gateway takes a JWT authorizer on a scheme of type oauth2 or openIdConnect only. */
    private static void describeTokens(ObjectNode scheme) {
        scheme.removeAll();
        scheme.put("type", "oauth2");
        scheme.put("description", "An access token of POST /tokens, as a bearer token");
        ObjectNode password = scheme.putObject("flows").putObject("password");
        password.put("tokenUrl", "/api/tokens").put("refreshUrl", "/api/tokens");
        ObjectNode scopes = password.putObject("scopes");
        Scopes.DESCRIPTIONS.forEach(scopes::put);
        ObjectNode authorizer = scheme.putObject(AUTHORIZER);
        authorizer.put("type", "jwt").put("identitySource", "$request.header.Authorization");
        ObjectNode jwt = authorizer.putObject("jwtConfiguration");
        jwt.put("issuer", "${jwt_issuer}");
        jwt.putArray("audience").add("${jwt_audience}");
    }

    private static void addAll(ArrayNode array, Iterable<String> values) {
        values.forEach(array::add);
    }
}
