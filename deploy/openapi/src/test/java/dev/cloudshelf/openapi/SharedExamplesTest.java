package dev.cloudshelf.openapi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cloudshelf.openapi.Operations.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of the committed file are such that a service would take or give them. */
class SharedExamplesTest {

    private static ObjectNode definition;
    private static OpenAPI model;
    private static SchemaValidator validator;

    @BeforeAll
    static void read() throws IOException {
        String text = Files.readString(Path.of("cloudshelf.yaml"));
        definition = DefinitionFile.parse(text);
        model = new OpenAPIV3Parser().readContents(text).getOpenAPI();
        validator = new SchemaValidator(model, new MessageResolver());
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsWhatItsSchemaSays() {
        return Operations.in(definition).stream()
                .map(operation ->
                        DynamicTest.dynamicTest(operation.toString(), () -> check(operation)));
    }

    private static void check(Operation operation) {
        PathItem path = requireNonNull(model.getPaths().get(operation.path()));
        HttpMethod method = HttpMethod.valueOf(operation.method().toUpperCase(Locale.ROOT));
        var described = requireNonNull(path.readOperationsMap().get(method));
        if (described.getRequestBody() != null) {
            check(
                    operation.body().path("requestBody").path("content"),
                    described.getRequestBody().getContent());
        }
        described
                .getResponses()
                .forEach((status, answer) -> {
                    if (status.startsWith("2") && answer.getContent() != null) {
                        check(
                                operation.body().path("responses").path(status).path("content"),
                                answer.getContent());
                    }
                });
    }

    private static void check(JsonNode written, Content described) {
        described.forEach((type, media) -> {
            JsonNode example = written.path(type).path("example");
            assertThat(example.isMissingNode()).as(type).isFalse();
            assertFits(example, media.getSchema());
        });
    }

    @Test
    void everyProblemIsOneOfTheDocumentation() throws IOException {
        String documentation = Files.readString(Path.of("../../docs/problems.md"));
        JsonNode examples = definition.at("/components/examples");

        assertThat(examples.has("out-of-stock")).isTrue();
        for (Map.Entry<String, JsonNode> example : examples.properties()) {
            JsonNode problem = example.getValue().path("value");
            assertThat(documentation)
                    .contains(
                            "| %s | %d |"
                                    .formatted(example.getKey(), problem.path("status").asInt()));
            assertFits(problem, schema("Problem"));
        }
    }

    /** Else the tests above could pass because nothing is looked at. */
    @Test
    void anExampleThatDepartsFromItsSchemaIsFound() {
        Schema<?> book = schema("Book");
        ObjectNode example =
                definition
                        .at(
                                "/paths/~1books~1{id}/get/responses/200/content/application~1json/example")
                        .deepCopy();

        assertThat(report(example, book).hasErrors()).isFalse();
        assertThat(report(example.deepCopy().put("price", "cheap"), book).hasErrors()).isTrue();
        assertThat(report(example.deepCopy().put("id", "emma"), book).hasErrors()).isTrue();
        assertThat(report(example.deepCopy().put("colour", "red"), book).hasErrors()).isTrue();
        assertThat(report(example.without("isbn"), book).hasErrors()).isTrue();
    }

    private static Schema<?> schema(String name) {
        return requireNonNull(model.getComponents().getSchemas().get(name));
    }

    private static void assertFits(JsonNode example, Schema<?> schema) {
        assertThat(report(example, schema).getMessages()).as(example.toString()).isEmpty();
    }

    private static ValidationReport report(JsonNode example, Schema<?> schema) {
        return validator.validate(example.toString(), schema, "example");
    }
}
