package dev.cloudshelf.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Creates a service's tables in DynamoDB Local from the service's own folder of definitions. A
 * definition is a CreateTable request (AWS DynamoDB API 2012-08-10) with its {@code
 * TimeToLiveSpecification} beside it. On AWS the stacks make the tables.
 */
public final class DynamoDbTables {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of what one machine has of data. */
    private static final Duration INDEXES_MADE = Duration.ofMinutes(2);

    private static final int POLL_MILLIS = 50;

    /** DynamoDB Local wants a signature to be there and does not check it. */
    private static final String UNCHECKED_SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    private DynamoDbTables() {}

    /**
     * Creates the tables that are missing, and of those that are there the indexes that are.
     *
     * @param endpoint of DynamoDB Local
     * @param definitions a folder of {@code <table>.json} files
     */
    public static void create(URI endpoint, Path definitions) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Path file : definitionFiles(definitions)) {
                create(http, endpoint, (ObjectNode) JSON.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the tables of " + definitions, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating tables", e);
        }
    }

    private static List<Path> definitionFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> definitions =
                    files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            if (definitions.isEmpty()) {
                throw new IOException("No table definition in " + folder);
            }
            return definitions;
        }
    }

    private static void create(HttpClient http, URI endpoint, ObjectNode table)
            throws IOException, InterruptedException {
        JsonNode timeToLive = table.remove("TimeToLiveSpecification");
        HttpResponse<String> created = call(http, endpoint, "CreateTable", table);
        if (created.statusCode() == 400 && created.body().contains("ResourceInUseException")) {
            addIndexes(http, endpoint, table);
            return;
        }
        requireOk(created);
        if (timeToLive != null) {
            ObjectNode update = JSON.createObjectNode();
            update.set("TableName", table.get("TableName"));
            update.set("TimeToLiveSpecification", timeToLive);
            requireOk(call(http, endpoint, "UpdateTimeToLive", update));
        }
    }

    /**
     * One by one, as DynamoDB has it: the data of an earlier version is kept, and found by them.
     */
    private static void addIndexes(HttpClient http, URI endpoint, ObjectNode table)
            throws IOException, InterruptedException {
        JsonNode wanted = table.path("GlobalSecondaryIndexes");
        if (wanted.isEmpty()) {
            return;
        }
        ObjectNode name = JSON.createObjectNode().set("TableName", table.get("TableName"));
        List<String> there = indexes(http, endpoint, name).findValuesAsText("IndexName");
        for (JsonNode index : wanted) {
            if (!there.contains(index.path("IndexName").asText())) {
                ObjectNode update = name.deepCopy();
                update.set("AttributeDefinitions", table.get("AttributeDefinitions"));
                update.putArray("GlobalSecondaryIndexUpdates").addObject().set("Create", index);
                requireOk(call(http, endpoint, "UpdateTable", update));
                awaitIndexes(http, endpoint, name);
            }
        }
    }

    private static void awaitIndexes(HttpClient http, URI endpoint, ObjectNode table)
            throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + INDEXES_MADE.toNanos();
        while (indexes(http, endpoint, table).findValuesAsText("IndexStatus").stream()
                .anyMatch(status -> !status.equals("ACTIVE"))) {
            if (System.nanoTime() > endNanos) {
                throw new IOException("DynamoDB Local does not get an index done: " + table);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static JsonNode indexes(HttpClient http, URI endpoint, ObjectNode table)
            throws IOException, InterruptedException {
        HttpResponse<String> described = call(http, endpoint, "DescribeTable", table);
        requireOk(described);
        return JSON.readTree(described.body()).path("Table").path("GlobalSecondaryIndexes");
    }

    private static HttpResponse<String> call(
            HttpClient http, URI endpoint, String operation, JsonNode body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                        .header("Authorization", UNCHECKED_SIGNATURE)
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void requireOk(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("DynamoDB Local refused the definition: " + response.body());
        }
    }
}
