package dev.cloudshelf.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.services.dynamodb.CfnTable.AttributeDefinitionProperty;
import software.amazon.awscdk.services.dynamodb.CfnTable.GlobalSecondaryIndexProperty;
import software.amazon.awscdk.services.dynamodb.CfnTable.KeySchemaProperty;
import software.amazon.awscdk.services.dynamodb.CfnTable.ProjectionProperty;

/**
 * A table as its service defines it for DynamoDB Local, tests and AWS alike: a CreateTable request
 * (DynamoDB API 2012-08-10) with its TimeToLiveSpecification beside it.
 */
record TableDefinition(JsonNode request) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> UNDERSTOOD =
            Set.of(
                    "TableName",
                    "BillingMode",
                    "KeySchema",
                    "AttributeDefinitions",
                    "GlobalSecondaryIndexes",
                    "TimeToLiveSpecification");

    TableDefinition {
        for (var member : request.properties()) {
            if (!UNDERSTOOD.contains(member.getKey())) {
                throw new Refusal(
                        "%s says %s, which the deployment would leave out: teach TableDefinition."
                                .formatted(request.path("TableName"), member.getKey()));
            }
        }
        if (!request.path("BillingMode").asText().equals("PAY_PER_REQUEST")) {
            throw new Refusal("%s is not on demand.".formatted(request.path("TableName")));
        }
    }

    /**
     * @param folder of {@code <table>.json} files; it may be missing
     */
    static List<TableDefinition> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(TableDefinition::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the tables of " + folder, e);
        }
    }

    private static TableDefinition read(Path file) {
        try {
            return new TableDefinition(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    String name() {
        return request.path("TableName").asText();
    }

    List<KeySchemaProperty> keys() {
        return keys(request);
    }

    List<AttributeDefinitionProperty> attributes() {
        return request.path("AttributeDefinitions")
                .valueStream()
                .map(attribute ->
                        AttributeDefinitionProperty.builder()
                                .attributeName(attribute.path("AttributeName").asText())
                                .attributeType(attribute.path("AttributeType").asText())
                                .build())
                .toList();
    }

    List<String> indexNames() {
        return request.path("GlobalSecondaryIndexes")
                .valueStream()
                .map(index -> index.path("IndexName").asText())
                .toList();
    }

    List<GlobalSecondaryIndexProperty> indexes() {
        return request.path("GlobalSecondaryIndexes")
                .valueStream()
                .map(TableDefinition::index)
                .toList();
    }

    /** The attribute that says when an item goes. */
    Optional<String> timeToLive() {
        JsonNode specification = request.path("TimeToLiveSpecification");
        return specification.path("Enabled").asBoolean()
                ? Optional.of(specification.path("AttributeName").asText())
                : Optional.empty();
    }

    private static GlobalSecondaryIndexProperty index(JsonNode index) {
        JsonNode projection = index.path("Projection");
        ProjectionProperty.Builder projected =
                ProjectionProperty.builder()
                        .projectionType(projection.path("ProjectionType").asText());
        if (projection.has("NonKeyAttributes")) {
            projected.nonKeyAttributes(
                    projection
                            .path("NonKeyAttributes")
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList());
        }
        return GlobalSecondaryIndexProperty.builder()
                .indexName(index.path("IndexName").asText())
                .keySchema(keys(index))
                .projection(projected.build())
                .build();
    }

    private static List<KeySchemaProperty> keys(JsonNode of) {
        return of.path("KeySchema")
                .valueStream()
                .map(key ->
                        KeySchemaProperty.builder()
                                .attributeName(key.path("AttributeName").asText())
                                .keyType(key.path("KeyType").asText())
                                .build())
                .toList();
    }
}
