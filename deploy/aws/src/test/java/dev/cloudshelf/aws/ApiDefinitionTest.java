package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiDefinitionTest {

    private final JsonNode local = body(Map.of());
    private final JsonNode pool =
            body(
                    Map.of(
                            "cognitoIssuer",
                            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc",
                            "cognitoClientIds",
                            "one,two"));

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
        assertThat(pool.path("paths").path("/orders").path("post").has("security")).isTrue();
        assertThat(pool.path("paths").path("/cart").path("get").has("security")).isFalse();
        assertThat(pool.path("paths").path("/sessions").path("post").has("security")).isFalse();
        assertThat(pool.path("paths").path("/books").path("get").has("security")).isFalse();
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
