package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiDefinitionTest {

    private final JsonNode local = body(Map.of());
    private static final Map<String, String> POOL =
            Map.of(
                    "cognitoIssuer",
                    "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc",
                    "cognitoClientIds",
                    "one,two");

    private final JsonNode pool = body(POOL);

    @Test
    void everyOperationIsServedByItsFunction() throws Exception {
        JsonNode shared =
                new ObjectMapper(new YAMLFactory())
                        .readTree(
                                Files.readString(
                                        Checkout.ROOT.resolve("deploy/openapi/cloudshelf.yaml")));

        assertThat(names((ObjectNode) local.path("paths")))
                .isEqualTo(names((ObjectNode) shared.path("paths")));
        assertThat(uri("/books/{id}", "get")).contains("function:cloudshelf-dev-catalog:live");
        assertThat(uri("/cart/items", "post")).contains("function:cloudshelf-dev-cart:live");
        assertThat(uri("/tokens", "post")).contains("function:cloudshelf-dev-account:live");
        assertThat(uri("/orders", "post")).contains("function:cloudshelf-dev-order:live");
        assertThat(local.toString()).doesNotContain("_service_arn}");
    }

    @Test
    void nothingPrivateAndNoPageForPeopleIsRouted() {
        assertThat(names((ObjectNode) local.path("paths")))
                .noneMatch(path -> path.startsWith("/internal") || path.startsWith("/q/"));
    }

    @Test
    void servicesCheckTheirOwnTokensAlone() {
        assertThat(local.toString()).doesNotContain("\"security\"").doesNotContain("authorizer");
    }

    @Test
    void aUserPoolChecksTokensWhereNothingElseIsGoodEnough() {
        assertThat(
                        pool.at(
                                "/components/securitySchemes/bearer/x-amazon-apigateway-authorizer/jwtConfiguration/audience"))
                .hasSize(2);
        assertThat(security(pool, "/orders", "post")).isEqualTo("[{\"bearer\":[]}]");
        assertThat(security(pool, "/orders/{id}/cancel", "post")).isEqualTo("[{\"bearer\":[]}]");
        assertThat(pool.path("paths").path("/cart").path("get").has("security")).isFalse();
        assertThat(pool.path("paths").path("/sessions").path("post").has("security")).isFalse();
        assertThat(pool.path("paths").path("/books").path("get").has("security")).isFalse();
    }

    @Test
    void aScopeIsAskedForWhereOnlyAdministratorsMay() {
        assertThat(security(pool, "/books", "post")).isEqualTo("[{\"bearer\":[]}]");

        Map<String, String> scoped = new HashMap<>(POOL);
        scoped.put("cognitoAdminScope", "cloudshelf/admin");
        JsonNode body = body(scoped);

        assertThat(security(body, "/books", "post"))
                .isEqualTo("[{\"bearer\":[\"cloudshelf/admin\"]}]");
        assertThat(security(body, "/reports/sales", "get"))
                .isEqualTo("[{\"bearer\":[\"cloudshelf/admin\"]}]");
        // An ID token, which has no scope, makes a profile here.
        assertThat(security(body, "/accounts/me", "get")).isEqualTo("[{\"bearer\":[]}]");
        assertThat(security(body, "/orders/{id}/cancel", "post")).isEqualTo("[{\"bearer\":[]}]");
        assertThat(body.at("/components/securitySchemes/bearer/flows/password/scopes").toString())
                .isEqualTo("{\"cloudshelf/admin\":\"Of an administrator\"}");
    }

    @Test
    void foreignPagesMayCallOnlyWhereTheyAreNamed() {
        assertThat(local.has("x-amazon-apigateway-cors")).isFalse();

        JsonNode cors =
                body(Map.of("corsOrigins", "https://a.example.com,https://b.example.com"))
                        .path("x-amazon-apigateway-cors");

        assertThat(StacksTest.texts(cors.path("allowOrigins")))
                .containsExactly("https://a.example.com", "https://b.example.com");
        assertThat(cors.path("allowCredentials").asBoolean(true)).isFalse();
        assertThat(StacksTest.texts(cors.path("allowHeaders"))).contains("authorization");
    }

    private static String security(JsonNode body, String path, String method) {
        return body.path("paths").path(path).path(method).path("security").toString();
    }

    private String uri(String path, String method) {
        return local.path("paths")
                .path(path)
                .path(method)
                .at("/x-amazon-apigateway-integration/uri")
                .asText();
    }

    private static List<String> names(ObjectNode paths) {
        return paths.properties().stream().map(Map.Entry::getKey).sorted().toList();
    }

    private static JsonNode body(Map<String, String> context) {
        Node.require();
        Settings settings = Settings.from(Checkout.ROOT, context::get);
        return new ObjectMapper()
                .valueToTree(
                        ApiDefinition.in(Checkout.ROOT)
                                .body(new Plan(settings, Packages.builtIn(Checkout.ROOT))));
    }
}
