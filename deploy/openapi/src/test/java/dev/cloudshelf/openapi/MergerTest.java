package dev.cloudshelf.openapi;

import static dev.cloudshelf.openapi.Samples.cart;
import static dev.cloudshelf.openapi.Samples.catalog;
import static dev.cloudshelf.openapi.Samples.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergerTest {

    private static final String BOOK = "'Book': {'type': 'object', 'properties': {%s}}";
    private static final String TITLE = "'title': {'type': 'string'}";
    private static final String QUANTITY = "'quantity': {'type': 'integer'}";

    @Test
    void whatIsInternalIsNotShared() {
        ObjectNode shared =
                Merger.merge(
                        List.of(
                                catalog(
                                        "'/books': {'get': %s}, '/internal/x': {'put': %s}, '/q/health': {'get': %s}, '/quotes': {'get': %s}"
                                                .formatted(
                                                        operation("books", "Book"),
                                                        operation("x", "Secret"),
                                                        operation("health", "Book"),
                                                        operation("quotes", "Book")),
                                        BOOK.formatted(TITLE) + ", 'Secret': {'type': 'object'}")));

        assertThat(names(shared.path("paths"))).containsExactly("/books", "/quotes");
        assertThat(names(shared.at("/components/schemas"))).containsExactly("Book", "Problem");
    }

    @Test
    void alikeSchemasAppearOnce() {
        ObjectNode shared = Merger.merge(twoServices(TITLE, TITLE));

        assertThat(names(shared.at("/components/schemas"))).containsExactly("Book", "Problem");
    }

    @Test
    void differentSchemasOfOneNameAreKeptApart() {
        ObjectNode shared = Merger.merge(twoServices(TITLE, QUANTITY));

        assertThat(names(shared.at("/components/schemas")))
                .containsExactly("CartBook", "CatalogBook", "Problem");
        assertThat(shared.at("/components/schemas/CartBook/properties").has("quantity")).isTrue();
        assertThat(schemaOf(shared, "/cart")).isEqualTo("#/components/schemas/CartBook");
        assertThat(schemaOf(shared, "/books")).isEqualTo("#/components/schemas/CatalogBook");
    }

    @Test
    void aSchemaThatUsesASeparatedOneIsSeparatedToo() {
        String shelf =
                ", 'Shelf': {'type': 'object', 'properties': {'book': {'$ref': '#/components/schemas/Book'}}}";
        ObjectNode shared =
                Merger.merge(
                        List.of(
                                catalog(
                                        "'/books': {'get': %s}".formatted(operation("a", "Shelf")),
                                        BOOK.formatted(TITLE) + shelf),
                                cart(
                                        "'/cart': {'get': %s}".formatted(operation("b", "Shelf")),
                                        BOOK.formatted(QUANTITY) + shelf)));

        assertThat(names(shared.at("/components/schemas")))
                .containsExactly("CartBook", "CartShelf", "CatalogBook", "CatalogShelf", "Problem");
        assertThat(shared.at("/components/schemas/CartShelf/properties/book/$ref").asText())
                .isEqualTo("#/components/schemas/CartBook");
    }

    @Test
    void aSharedOperationIdGetsTheServicesName() {
        ObjectNode shared =
                Merger.merge(
                        List.of(
                                catalog(
                                        "'/books': {'get': %s}"
                                                .formatted(operation("list", "Problem")),
                                        ""),
                                cart(
                                        "'/cart': {'get': %s, 'put': %s}"
                                                .formatted(
                                                        operation("list", "Problem"),
                                                        operation("put", "Problem")),
                                        "")));

        assertThat(Operations.in(shared))
                .extracting(operation -> operation.body().path("operationId").asText())
                .containsExactly("catalogList", "cartList", "put");
    }

    @Test
    void oneOperationOfTwoServicesIsRefused() {
        List<ServiceDefinition> both =
                List.of(
                        catalog("'/books': {'get': %s}".formatted(operation("a", "Problem")), ""),
                        cart("'/books': {'get': %s}".formatted(operation("b", "Problem")), ""));

        assertThatThrownBy(() -> Merger.merge(both)).hasMessageContaining("'get' of /books");
    }

    @Test
    void twoServicesMayShareAPathWithDifferentMethods() {
        ObjectNode shared =
                Merger.merge(
                        List.of(
                                catalog(
                                        "'/books': {'get': %s}"
                                                .formatted(operation("a", "Problem")),
                                        ""),
                                cart(
                                        "'/books': {'post': %s}"
                                                .formatted(operation("b", "Problem")),
                                        "")));

        assertThat(integration(shared, "/books", "get")).isEqualTo("${catalog_service_arn}");
        assertThat(integration(shared, "/books", "post")).isEqualTo("${cart_service_arn}");
    }

    @Test
    void everyOperationHasItsIntegrationAndLimits() {
        ObjectNode shared =
                Merger.merge(
                        List.of(
                                catalog(
                                        "'/books': {'get': %s}, '/books/import': {'post': %s}"
                                                .formatted(
                                                        operation("a", "Problem"),
                                                        operation("b", "Problem")),
                                        "")));

        assertThat(shared.at("/paths/~1books/get/x-cloudshelf-limits").toString())
                .isEqualTo(
                        "{\"body_max_bytes\":65536,\"requests_at_once\":400,\"requests_per_second\":200,\"timeout_seconds\":10}");
        assertThat(shared.at("/paths/~1books~1import/post/x-cloudshelf-limits").toString())
                .isEqualTo(
                        "{\"body_max_bytes\":10485760,\"requests_at_once\":2,\"requests_per_second\":1,\"timeout_seconds\":30}");
        assertThat(
                        shared.at("/paths/~1books~1import/post/x-amazon-apigateway-integration")
                                .toString())
                .contains("\"timeoutInMillis\":30000", "\"payloadFormatVersion\":\"2.0\"");
    }

    @Test
    void anOperationWithoutSecurityIsSaidToBePublic() {
        ObjectNode shared =
                Merger.merge(
                        List.of(
                                catalog(
                                        "'/books': {'get': %s}"
                                                .formatted(
                                                        operation("a", "Problem")
                                                                .replace(
                                                                        "'security': [{'bearer': []}],",
                                                                        "")),
                                        "")));

        assertThat(shared.at("/paths/~1books/get/security").toString()).isEqualTo("[]");
        assertThat(shared.at("/components").has("securitySchemes")).isFalse();
    }

    @Test
    void tokensAreCheckedByTheGatewaysOwnAuthorizer() {
        ObjectNode shared = Merger.merge(twoServices(TITLE, TITLE));

        JsonNode scheme = shared.at("/components/securitySchemes/bearer");
        assertThat(scheme.at("/x-amazon-apigateway-authorizer/type").asText()).isEqualTo("jwt");
        assertThat(shared.at("/x-amazon-apigateway-cors/allowMethods").toString())
                .isEqualTo("[\"GET\"]");
    }

    @Test
    void aTokenMustBeGoodForWhatIsAskedOfIt() {
        String either =
                operation("b", "Problem")
                        .replace("[{'bearer': []}]", "[{'bearer': []}, {'session': []}]");
        ObjectNode shared =
                Merger.merge(
                        List.of(
                                catalog(
                                        "'/books': {'post': %s}, '/cart': {'get': %s}, '/orders/{id}/cancel': {'post': %s}"
                                                .formatted(
                                                        operation("a", "Problem"),
                                                        either,
                                                        operation("c", "Problem")),
                                        "")));

        assertThat(shared.at("/paths/~1books/post/security").toString())
                .isEqualTo("[{\"bearer\":[\"admin\"]}]");
        assertThat(shared.at("/paths/~1cart/get/security").toString())
                .isEqualTo("[{\"bearer\":[\"customer\"]},{\"session\":[]}]");
        assertThat(shared.at("/paths/~1orders~1{id}~1cancel/post/security").toString())
                .isEqualTo("[{\"bearer\":[\"customer\"]},{\"bearer\":[\"admin\"]}]");
    }

    @Test
    void theOrderOfTheServicesDoesNotMatter() throws IOException {
        List<ServiceDefinition> forth = twoServices(TITLE, QUANTITY);
        List<ServiceDefinition> back = twoServices(TITLE, QUANTITY).reversed();

        assertThat(DefinitionFile.render(Merger.merge(forth)))
                .isEqualTo(DefinitionFile.render(Merger.merge(back)));
    }

    @Test
    void aStatusStaysTextInYaml() throws IOException {
        String text = DefinitionFile.render(Merger.merge(twoServices(TITLE, TITLE)));

        assertThat(text).contains("\"200\":", "payloadFormatVersion: \"2.0\"");
    }

    @Test
    void aServiceThatIsNotBuiltIsNamedWithTheCommand(@TempDir Path root) {
        assertThatThrownBy(() -> DefinitionFile.render(root))
                .hasMessageContaining("account-service/target/openapi/openapi.json is missing")
                .hasMessageContaining("mvn -q package -DskipTests -am -pl account-service");
    }

    private static List<ServiceDefinition> twoServices(String catalogField, String cartField) {
        return List.of(
                catalog(
                        "'/books': {'get': %s}".formatted(operation("books", "Book")),
                        BOOK.formatted(catalogField)),
                cart(
                        "'/cart': {'get': %s}".formatted(operation("cart", "Book")),
                        BOOK.formatted(cartField)));
    }

    private static String schemaOf(ObjectNode shared, String path) {
        return shared.path("paths")
                .path(path)
                .at("/get/responses/200/content/application~1json/schema/$ref")
                .asText();
    }

    private static String integration(ObjectNode shared, String path, String method) {
        return shared.path("paths")
                .path(path)
                .path(method)
                .at("/x-amazon-apigateway-integration/uri")
                .asText();
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
