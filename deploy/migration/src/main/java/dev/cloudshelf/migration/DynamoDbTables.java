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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final HttpClient http;
    private final URI endpoint;

    private DynamoDbTables(HttpClient http, URI endpoint) {
        this.http = http;
        this.endpoint = endpoint;
    }

    /**
     * Creates the tables that are missing, and of those that are there what is missing: indexes,
     * time to live.
     *
     * @param endpoint of DynamoDB Local
     * @param definitions a folder of {@code <table>.json} files
     */
    public static void create(URI endpoint, Path definitions) {
        with(
                endpoint,
                tables -> {
                    for (Path file : definitionFiles(definitions)) {
                        tables.create(file);
                    }
                });
    }

    /**
     * Does the same for several folders, and asks for no table again of which it is known that it
     * is as defined: each question takes a start some time.
     *
     * @param definitions folders of {@code <table>.json} files
     * @param made a folder that lives and dies with the tables: a copy of each definition, written
     *     when its table is made
     */
    public static void createOnce(URI endpoint, List<Path> definitions, Path made) {
        with(
                endpoint,
                tables -> {
                    Files.createDirectories(made);
                    Set<String> there = tables.names();
                    for (Path folder : definitions) {
                        for (Path file : definitionFiles(folder)) {
                            tables.createOnce(file, there, made.resolve(file.getFileName()));
                        }
                    }
                });
    }

    private interface Work {
        void run(DynamoDbTables tables) throws IOException, InterruptedException;
    }

    private static void with(URI endpoint, Work work) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            work.run(new DynamoDbTables(http, endpoint));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create tables", e);
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

    private void createOnce(Path definition, Set<String> there, Path copy)
            throws IOException, InterruptedException {
        if (there.contains(read(definition).path("TableName").asText())
                && Files.exists(copy)
                && Files.mismatch(definition, copy) < 0) {
            return;
        }
        create(definition);
        Files.copy(definition, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The first hundred; a table that is not among them is only looked at again. */
    private Set<String> names() throws IOException, InterruptedException {
        HttpResponse<String> listed = call("ListTables", JSON.createObjectNode());
        requireOk(listed);
        return JSON.readTree(listed.body())
                .path("TableNames")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static ObjectNode read(Path definition) throws IOException {
        return (ObjectNode) JSON.readTree(definition.toFile());
    }

    private void create(Path definition) throws IOException, InterruptedException {
        ObjectNode table = read(definition);
        JsonNode timeToLive = table.remove("TimeToLiveSpecification");
        ObjectNode name = JSON.createObjectNode().set("TableName", table.get("TableName"));
        HttpResponse<String> created = call("CreateTable", table);
        boolean wasThere =
                created.statusCode() == 400 && created.body().contains("ResourceInUseException");
        if (wasThere) {
            addIndexes(table);
        } else {
            requireOk(created);
        }
        if (timeToLive != null && !(wasThere && hasTimeToLive(name))) {
            requireOk(
                    call(
                            "UpdateTimeToLive",
                            name.deepCopy().set("TimeToLiveSpecification", timeToLive)));
        }
    }

    private boolean hasTimeToLive(ObjectNode name) throws IOException, InterruptedException {
        HttpResponse<String> described = call("DescribeTimeToLive", name);
        requireOk(described);
        String status =
                JSON.readTree(described.body())
                        .path("TimeToLiveDescription")
                        .path("TimeToLiveStatus")
                        .asText();
        return !status.equals("DISABLED");
    }

    /**
     * One by one, as DynamoDB has it: the data of an earlier version is kept, and found by them.
     */
    private void addIndexes(ObjectNode table) throws IOException, InterruptedException {
        JsonNode wanted = table.path("GlobalSecondaryIndexes");
        if (wanted.isEmpty()) {
            return;
        }
        ObjectNode name = JSON.createObjectNode().set("TableName", table.get("TableName"));
        List<String> there = indexes(name).findValuesAsText("IndexName");
        for (JsonNode index : wanted) {
            if (!there.contains(index.path("IndexName").asText())) {
                ObjectNode update = name.deepCopy();
                update.set("AttributeDefinitions", table.get("AttributeDefinitions"));
                update.putArray("GlobalSecondaryIndexUpdates").addObject().set("Create", index);
                requireOk(call("UpdateTable", update));
                awaitIndexes(name);
            }
        }
    }

    private void awaitIndexes(ObjectNode table) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + INDEXES_MADE.toNanos();
        while (indexes(table).findValuesAsText("IndexStatus").stream()
                .anyMatch(status -> !status.equals("ACTIVE"))) {
            if (System.nanoTime() > endNanos) {
                throw new IOException("DynamoDB Local does not get an index done: " + table);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private JsonNode indexes(ObjectNode table) throws IOException, InterruptedException {
        HttpResponse<String> described = call("DescribeTable", table);
        requireOk(described);
        return JSON.readTree(described.body()).path("Table").path("GlobalSecondaryIndexes");
    }

    private HttpResponse<String> call(String operation, JsonNode body)
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
