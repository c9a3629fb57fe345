package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cloudshelf.embedded.DynamoDbServer;
import dev.cloudshelf.migration.DynamoDbTables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbTablesTest {

    private static final String KEYS =
            """
            "BillingMode": "PAY_PER_REQUEST",
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]\
            """;
    private static final String PLAIN = "{\"TableName\": \"plain\", %s}".formatted(KEYS);
    private static final String MORTAL_WITHOUT_END =
            "{\"TableName\": \"mortal\", %s}".formatted(KEYS);
    private static final String MORTAL =
            """
            {"TableName": "mortal", %s,
             "TimeToLiveSpecification": {"AttributeName": "expires_at", "Enabled": true}}
            """
                    .formatted(KEYS);
    private static final String INDEXED =
            """
            {"TableName": "plain", "BillingMode": "PAY_PER_REQUEST",
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
             "AttributeDefinitions": [
               {"AttributeName": "id", "AttributeType": "S"},
               {"AttributeName": "colour", "AttributeType": "S"}],
             "GlobalSecondaryIndexes": [
               {"IndexName": "ColourIndex", "Projection": {"ProjectionType": "KEYS_ONLY"},
                "KeySchema": [{"AttributeName": "colour", "KeyType": "HASH"}]}]}
            """;

    private static DynamoDbServer dynamoDb;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> calls = new ArrayList<>();
    private HttpServer between;
    private URI endpoint;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws IOException {
        dynamoDb = DynamoDbServer.temporary();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    /** In front of DynamoDB Local, and knows what it was asked. */
    @BeforeEach
    void listen() throws IOException {
        between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/", this::pass);
        between.start();
        endpoint = URI.create("http://127.0.0.1:" + between.getAddress().getPort());
    }

    @AfterEach
    void deleteTables() throws IOException, InterruptedException {
        between.stop(0);
        ask("DeleteTable", "{\"TableName\": \"plain\"}");
        ask("DeleteTable", "{\"TableName\": \"mortal\"}");
        http.close();
    }

    @Test
    void whatIsMadeIsNotAskedForAgain() throws IOException {
        define("one", PLAIN);
        define("other", MORTAL);

        createOnce("one", "other");
        assertThat(calls)
                .containsExactly("ListTables", "CreateTable", "CreateTable", "UpdateTimeToLive");

        calls.clear();
        createOnce("one", "other");
        assertThat(calls).containsExactly("ListTables");
    }

    @Test
    void aTableThatSomebodyDeletedIsMadeAgain() throws IOException, InterruptedException {
        define("one", PLAIN);
        createOnce("one");
        ask("DeleteTable", "{\"TableName\": \"plain\"}");

        createOnce("one");

        assertThat(describe("plain")).contains("\"TableStatus\":\"ACTIVE\"");
    }

    @Test
    void anotherDefinitionIsFollowed() throws IOException, InterruptedException {
        define("one", PLAIN);
        createOnce("one");
        define("one", INDEXED);

        createOnce("one");

        assertThat(describe("plain")).contains("ColourIndex");
        calls.clear();
        createOnce("one");
        assertThat(calls).containsExactly("ListTables");
    }

    @Test
    void aTableThatIsThereGetsItsTimeToLive() throws IOException, InterruptedException {
        define("one", MORTAL_WITHOUT_END);
        createOnce("one");
        define("one", MORTAL);

        createOnce("one");

        String timeToLive = ask("DescribeTimeToLive", "{\"TableName\": \"mortal\"}").body();
        assertThat(timeToLive).contains("expires_at").contains("ENABLED");
        DynamoDbTables.create(endpoint, folder.resolve("one"));
        assertThat(calls).endsWith("CreateTable", "DescribeTimeToLive");
    }

    private void define(String service, String table) throws IOException {
        Path definitions = Files.createDirectories(folder.resolve(service));
        Files.writeString(definitions.resolve(service + "-table.json"), table);
    }

    private void createOnce(String... services) {
        List<Path> definitions = List.of(services).stream().map(folder::resolve).toList();
        DynamoDbTables.createOnce(endpoint, definitions, folder.resolve("made"));
    }

    private String describe(String table) throws IOException, InterruptedException {
        return ask("DescribeTable", "{\"TableName\": \"%s\"}".formatted(table)).body();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            calls.add(operation.substring(operation.indexOf('.') + 1));
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpResponse<byte[]> answer =
                    http.send(
                            request(operation, HttpRequest.BodyPublishers.ofByteArray(body)),
                            HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> ask(String operation, String body)
            throws IOException, InterruptedException {
        return http.send(
                request(
                        "DynamoDB_20120810." + operation,
                        HttpRequest.BodyPublishers.ofString(body)),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(String target, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(dynamoDb.endpoint())
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(body)
                .build();
    }
}
