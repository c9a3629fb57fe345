package dev.cloudshelf.aws;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;

/**
 * The shared API definition as API Gateway imports it: who serves an operation, who may call, from
 * which pages. What API Gateway makes nothing of, schemas above all, is left out, so that the
 * template stays far below CloudFormation's megabyte.
 */
final class ApiDefinition {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String INTEGRATION = "x-amazon-apigateway-integration";
    private static final String CORS = "x-amazon-apigateway-cors";
    private static final String RESPONSE_HEADERS = "x-cloudshelf-response-headers";
    private static final String BEARER = "bearer";
    private static final ArrayNode ADMIN_ONLY = YAML.createArrayNode().add("admin");
    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

    private final ObjectNode definition;

    private ApiDefinition(ObjectNode definition) {
        this.definition = definition;
    }

    static ApiDefinition in(Path root) {
        Path file = root.resolve("deploy/openapi/cloudshelf.yaml");
        try {
            return new ApiDefinition((ObjectNode) YAML.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** By {@code GET /books/{id}} and so on: the routes of an HTTP API have these keys. */
    Map<String, RouteLimits> limits() {
        Map<String, RouteLimits> limits = new TreeMap<>();
        definition
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .filter(member -> METHODS.contains(member.getKey()))
                                .forEach(member -> {
                                    String method = member.getKey().toUpperCase(Locale.ROOT);
                                    String route = method + " " + path.getKey();
                                    limits.put(route, RouteLimits.of(route, member.getValue()));
                                }));
        return limits;
    }

    /**
     * Returns the headers that responses have: always, and where they are personal. CloudFront
     * cannot tell the two apart, and an API that answers with data alone needs nothing that the
     * personal ones forbid, so they are together.
     */
    Map<String, String> responseHeaders() {
        Map<String, String> headers = new TreeMap<>();
        for (String when : List.of("always", "personal")) {
            JsonNode named = definition.path(RESPONSE_HEADERS).path(when);
            if (named.isEmpty()) {
                throw new Refusal(
                        "cloudshelf.yaml has no %s in %s.".formatted(when, RESPONSE_HEADERS));
            }
            named.properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        }
        return headers;
    }

    /**
     * @param plan whose functions serve it, and whose user pool checks tokens at the gateway.
     *     Without one, services check them alone: an authorizer of API Gateway takes RSA signatures
     *     only, and account-service signs with ES256.
     * @return an OpenAPI document for the body of an HTTP API
     */
    Map<String, Object> body(Plan plan) {
        ObjectNode body = YAML.createObjectNode();
        body.set("openapi", definition.path("openapi"));
        body.putObject("info")
                .put("title", plan.names().stack("api"))
                .put("version", definition.at("/info/version").asText());
        Optional<Settings.UserPool> pool = plan.settings().pool();
        ObjectNode paths = body.putObject("paths");
        definition
                .path("paths")
                .properties()
                .forEach(path -> {
                    ObjectNode target = paths.putObject(path.getKey());
                    path.getValue().properties().stream()
                            .filter(member -> METHODS.contains(member.getKey()))
                            .forEach(member ->
                                    target.set(
                                            member.getKey(),
                                            operation(member.getValue(), plan.names(), pool)));
                });
        pool.ifPresent(issuer -> body.set("components", authorizer(issuer)));
        List<String> origins = plan.settings().corsOrigins();
        if (!origins.isEmpty()) {
            body.set(CORS, cors(origins));
        }
        return YAML.convertValue(body, new TypeReference<Map<String, Object>>() {});
    }

    /**
     * API Gateway takes no empty list; without any, browsers keep foreign pages out by themselves.
     */
    private ObjectNode cors(List<String> origins) {
        ObjectNode cors = definition.path(CORS).deepCopy();
        ArrayNode allowed = cors.putArray("allowOrigins");
        origins.forEach(allowed::add);
        return cors;
    }

    private static ObjectNode operation(
            JsonNode shared, Names names, Optional<Settings.UserPool> pool) {
        ObjectNode operation = YAML.createObjectNode();
        operation.set("operationId", shared.path("operationId"));
        List<JsonNode> variables =
                shared.path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.path("in").asText().equals("path"))
                        .toList();
        if (!variables.isEmpty()) {
            operation
                    .putArray("parameters")
                    .addAll(variables.stream().map(ApiDefinition::variable).toList());
        }
        operation
                .putObject("responses")
                .putObject("default")
                .put("description", "See cloudshelf.yaml");
        if (isForTokensOnly(shared.path("security"))) {
            pool.ifPresent(issuer ->
                    operation
                            .putArray("security")
                            .addObject()
                            .set(BEARER, scopes(shared.path("security"), issuer)));
        }
        ObjectNode integration = shared.path(INTEGRATION).deepCopy();
        integration.put("uri", invocation(integration.path("uri").asText(), names));
        operation.set(INTEGRATION, integration);
        return operation;
    }

    private static ObjectNode variable(JsonNode parameter) {
        ObjectNode variable = YAML.createObjectNode();
        variable.set("name", parameter.path("name"));
        variable.put("in", "path").put("required", true);
        variable.putObject("schema").put("type", "string");
        return variable;
    }

    /**
     * An authorizer of API Gateway cannot say "or something else": where a guest's session is as
     * good as a token, or nothing is needed, it would turn guests away, and the service decides
     * alone.
     */
    private static boolean isForTokensOnly(JsonNode security) {
        return !security.isEmpty()
                && security.valueStream().allMatch(way -> way.size() == 1 && way.has(BEARER));
    }

    /**
     * Whoever has a token of the pool is a customer, and an ID token, which a first call may show,
     * has no scopes at all: so a scope is asked for only where a customer's is not enough.
     */
    private static ArrayNode scopes(JsonNode security, Settings.UserPool pool) {
        ArrayNode scopes = YAML.createArrayNode();
        if (security.valueStream().allMatch(way -> way.path(BEARER).equals(ADMIN_ONLY))) {
            pool.adminScope().ifPresent(scopes::add);
        }
        return scopes;
    }

    private static String invocation(String placeholder, Names names) {
        for (Service service : Service.values()) {
            if ("${%s_service_arn}".formatted(service.shortName()).equals(placeholder)) {
                return "arn:%s:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations"
                        .formatted(Aws.PARTITION, Aws.REGION, names.aliasArn(service));
            }
        }
        throw new Refusal("No function serves %s of cloudshelf.yaml.".formatted(placeholder));
    }

    private ObjectNode authorizer(Settings.UserPool pool) {
        ObjectNode components = YAML.createObjectNode();
        ObjectNode scheme = definition.at("/components/securitySchemes/" + BEARER).deepCopy();
        ObjectNode scopes = ((ObjectNode) scheme.at("/flows/password")).putObject("scopes");
        pool.adminScope().ifPresent(scope -> scopes.put(scope, "Of an administrator"));
        ObjectNode jwt = (ObjectNode) scheme.at("/x-amazon-apigateway-authorizer/jwtConfiguration");
        jwt.put("issuer", pool.issuer());
        jwt.putArray("audience")
                .addAll(
                        pool.clientIds().stream()
                                .<JsonNode>map(YAML.getNodeFactory()::textNode)
                                .toList());
        components.putObject("securitySchemes").set(BEARER, scheme);
        return components;
    }
}
