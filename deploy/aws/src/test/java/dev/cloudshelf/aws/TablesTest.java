package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.aws.Synthesis.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TablesTest {

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void tablesAreKeptEncryptedAndRecoverable(Phase phase, Environment environment) {
        List<Resource> tables =
                Synthesis.of(phase, environment).resources("AWS::DynamoDB::Table").toList();

        assertThat(tables).isNotEmpty();
        assertThat(tables)
                .allSatisfy(table -> {
                    JsonNode properties = table.properties();
                    assertThat(properties.path("BillingMode").asText())
                            .isEqualTo("PAY_PER_REQUEST");
                    assertThat(properties.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
                    assertThat(properties.path("DeletionProtectionEnabled").asBoolean()).isTrue();
                    assertThat(
                                    properties
                                            .at(
                                                    "/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                                            .asBoolean())
                            .isTrue();
                    assertThat(table.body().path("DeletionPolicy").asText()).isEqualTo("Retain");
                });
    }

    @Test
    void tablesAreThoseThatTheServicesDefine() {
        Synthesis synthesis = Synthesis.of(Phase.ONE, Environment.DEV);
        for (Service service : Service.values()) {
            List<TableDefinition> defined =
                    TableDefinition.in(service.tableDefinitions(Checkout.ROOT));
            for (TableDefinition definition : defined) {
                JsonNode table =
                        synthesis
                                .resources(service.shortName(), "AWS::DynamoDB::Table")
                                .map(Resource::properties)
                                .filter(properties ->
                                        properties
                                                .path("TableName")
                                                .asText()
                                                .equals(definition.name()))
                                .findFirst()
                                .orElseThrow();
                for (String part :
                        List.of(
                                "KeySchema",
                                "AttributeDefinitions",
                                "GlobalSecondaryIndexes",
                                "TimeToLiveSpecification")) {
                    assertThat(table.path(part)).isEqualTo(definition.request().path(part));
                }
            }
        }
    }

    /** CloudFormation would fail: DynamoDB makes or deletes one index of a table at a time. */
    @Test
    void noTableGetsMoreThanOneIndexInARelease() throws IOException {
        JsonNode released =
                new ObjectMapper()
                        .readTree(
                                Files.readString(
                                        Checkout.ROOT.resolve("deploy/aws/released-indexes.json")));
        List<TableDefinition> kept =
                Stream.of(Service.values())
                        .flatMap(service ->
                                TableDefinition.in(service.tableDefinitions(Checkout.ROOT))
                                        .stream())
                        .filter(table -> released.has(table.name()))
                        .toList();

        assertThat(kept).hasSize(released.size());
        assertThat(kept)
                .allSatisfy(table -> {
                    Set<String> changed = new HashSet<>(table.indexNames());
                    for (String before : StacksTest.texts(released.path(table.name()))) {
                        if (!changed.remove(before)) {
                            changed.add("without " + before);
                        }
                    }
                    assertThat(changed).as(table.name()).hasSizeLessThanOrEqualTo(1);
                });
    }

    @Test
    void anEnvironmentThatMayGoIsNotHeldBack() {
        Synthesis synthesis =
                Synthesis.with(
                        Map.of("phase", "hybrid", "environment", "dev", "removable", "true"));

        assertThat(synthesis.resources("AWS::DynamoDB::Table"))
                .isNotEmpty()
                .allSatisfy(table -> {
                    assertThat(table.properties().path("DeletionProtectionEnabled").asBoolean())
                            .isFalse();
                    assertThat(table.body().path("DeletionPolicy").asText()).isEqualTo("Delete");
                });
        assertThat(synthesis.resources("AWS::RDS::DBInstance"))
                .allSatisfy(instance ->
                        assertThat(instance.properties().path("DeletionProtection").asBoolean())
                                .isFalse());
        assertThat(synthesis.nagReport()).noneMatch(line -> line.contains("\"Non-Compliant\""));
    }
}
