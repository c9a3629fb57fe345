package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atlassian.oai.validator.restassured.OpenApiValidationFilter.OpenApiValidationException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cloudshelf.systemtests.Operations.Operation;
import dev.cloudshelf.systemtests.cloud.Project;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The cloud answers as the shared definition says, operation by operation. */
@ExtendWith(SharedCloud.class)
class ConformanceTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Shop shop;

    ConformanceTest(Shop shop) {
        this.shop = shop;
    }

    @TestFactory
    Stream<DynamicTest> properCallIsAnsweredAsDefined() throws IOException {
        Operations operations = new Operations(shop);
        return operations.all().stream()
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.id(), () -> callProperly(operations, operation)));
    }

    private static void callProperly(Operations operations, Operation operation)
            throws IOException, InterruptedException {
        Response answer = operations.call(operation, operation.access().proper());
        answer.then().statusCode(operation.status());
        // A status that is not named would be checked against the problem of "default", or not at
        // all.
        assertThat(definedStatuses(operation.id())).contains(Integer.toString(operation.status()));
    }

    @Test
    void everyOperationOfTheDefinitionHasARow() throws IOException {
        List<String> defined = new ArrayList<>();
        for (JsonNode operation : definedOperations()) {
            defined.add(operation.path("operationId").asText());
        }
        assertThat(new Operations(shop).all().stream().map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(defined);
    }

    /** A gateway that looks at scopes keeps out whom the services would, and nobody else. */
    @Test
    void definitionAsksOfATokenWhatTheServicesDo() throws IOException {
        Map<String, Set<String>> scopes = new TreeMap<>();
        for (JsonNode operation : definedOperations()) {
            Set<String> any = new TreeSet<>();
            for (JsonNode way : operation.path("security")) {
                way.path("bearer").forEach(scope -> any.add(scope.asText()));
            }
            scopes.put(operation.path("operationId").asText(), any);
        }
        assertThat(new Operations(shop).all())
                .allSatisfy(operation ->
                        assertThat(scopes.get(operation.id()))
                                .as(operation.id())
                                .isEqualTo(operation.access().scopes()));
    }

    @Test
    void answerThatDepartsFromTheDefinitionFailsTheTest() throws IOException {
        JsonNode definition = YAML.readTree(Project.definition().toFile());
        ArrayNode required = (ArrayNode) definition.at("/components/schemas/Category/required");
        required.add("no_such_field");
        ((ObjectNode) definition.at("/components/schemas/Category/properties"))
                .putObject("no_such_field")
                .put("type", "string");

        assertThatThrownBy(() ->
                        shop.outside()
                                .basePath("/api")
                                .filter(Conformance.with(YAML.writeValueAsString(definition)))
                                .get("/categories"))
                .isInstanceOf(OpenApiValidationException.class)
                .hasMessageContaining("no_such_field");
        shop.visitor().get("/categories").then().statusCode(200);
    }

    private static List<JsonNode> definedOperations() throws IOException {
        List<JsonNode> operations = new ArrayList<>();
        for (JsonNode path : YAML.readTree(Project.definition().toFile()).path("paths")) {
            for (JsonNode member : path) {
                if (member.has("operationId")) {
                    operations.add(member);
                }
            }
        }
        return operations;
    }

    private static List<String> definedStatuses(String operationId) throws IOException {
        for (JsonNode operation : definedOperations()) {
            if (operation.path("operationId").asText().equals(operationId)) {
                List<String> statuses = new ArrayList<>();
                operation.path("responses").fieldNames().forEachRemaining(statuses::add);
                return statuses;
            }
        }
        throw new AssertionError("The definition has no operation " + operationId);
    }
}
