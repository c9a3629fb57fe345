package dev.cloudshelf.dynamodb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * DynamoDB Local asked once what a bookstore asks of it in its first seconds, with tables in
 * memory. Run with {@code -XX:AOTCacheOutput} it leaves a cache from which the next one starts with
 * its classes loaded and linked.
 */
public final class Rehearsal {

    /** Enough for what is called often to be known as such. */
    private static final int ROUNDS = 40;

    private static final int ITEMS = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** It wants a signature to be there and does not check it. */
    private static final String UNCHECKED_SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    private static final String TABLE =
            """
            {"TableName": "rehearsal", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [
               {"AttributeName": "pk", "AttributeType": "S"},
               {"AttributeName": "sk", "AttributeType": "S"},
               {"AttributeName": "mail", "AttributeType": "S"}],
             "KeySchema": [
               {"AttributeName": "pk", "KeyType": "HASH"},
               {"AttributeName": "sk", "KeyType": "RANGE"}],
             "GlobalSecondaryIndexes": [
               {"IndexName": "by-mail",
                "KeySchema": [{"AttributeName": "mail", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"}}]}
            """;

    private static final String TIME_TO_LIVE =
            """
            {"TableName": "rehearsal",
             "TimeToLiveSpecification": {"AttributeName": "expires_at", "Enabled": true}}
            """;

    private static final String QUERY_OF_INDEX =
            """
            {"TableName": "rehearsal", "IndexName": "by-mail",
             "KeyConditionExpression": "mail = :mail",
             "ExpressionAttributeValues": {":mail": {"S": "m3@example.org"}}}
            """;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    private Rehearsal(int port) {
        this.endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        int port = freePort();
        LocalServer.start(
                "-sharedDb", "-disableTelemetry", "-inMemory", "-port", Integer.toString(port));
        try {
            new Rehearsal(port).play();
        } catch (IOException e) {
            System.err.println(e);
            System.exit(1);
        }
        System.exit(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void play() throws IOException, InterruptedException {
        call("CreateTable", TABLE);
        call("UpdateTimeToLive", TIME_TO_LIVE);
        call("DescribeTable", "{\"TableName\": \"rehearsal\"}");
        for (int round = 0; round < ROUNDS; round++) {
            playRound(round);
        }
    }

    private void playRound(int round) throws IOException, InterruptedException {
        String puts = some(i -> put(round, i));
        String keys = some(i -> key(round, i));
        call("TransactWriteItems", "{\"TransactItems\": [%s]}".formatted(puts));
        call("GetItem", ofTable("Key", key(round, 1)));
        call(
                "BatchGetItem",
                "{\"RequestItems\": {\"rehearsal\": {\"Keys\": [%s]}}}".formatted(keys));
        call("UpdateItem", update(round));
        call("Query", query(round));
        call("Query", QUERY_OF_INDEX);
        call("PutItem", ofTable("Item", item(round, 4)));
        call("DeleteItem", ofTable("Key", key(round, 5)));
    }

    private static String some(IntFunction<String> one) {
        return IntStream.range(0, ITEMS).mapToObj(one).collect(Collectors.joining(", "));
    }

    private static String ofTable(String member, String value) {
        return "{\"TableName\": \"rehearsal\", \"%s\": %s}".formatted(member, value);
    }

    private static String key(int round, int i) {
        return "{\"pk\": {\"S\": \"p%d\"}, \"sk\": {\"S\": \"s%d\"}}".formatted(round, i);
    }

    private static String item(int round, int i) {
        return """
        {"pk": {"S": "p%1$d"}, "sk": {"S": "s%2$d"}, "mail": {"S": "m%2$d@example.org"},
         "price": {"N": "12.50"}, "version": {"N": "1"}, "expires_at": {"N": "4102444800"},
         "words": {"SS": ["one", "two"]}, "active": {"BOOL": true}, "absent": {"NULL": true},
         "lines": {"L": [{"M": {"title": {"S": "A title"}, "copies": {"N": "2"}}}]}}
        """
                .formatted(round, i);
    }

    private static String put(int round, int i) {
        return """
        {"Put": {"TableName": "rehearsal", "Item": %s,
         "ConditionExpression": "attribute_not_exists(pk)",
         "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}
        """
                .formatted(item(round, i));
    }

    private static String update(int round) {
        return """
        {"TableName": "rehearsal", "Key": %s,
         "UpdateExpression":
           "SET version = version + :one, price = :price ADD sold :one REMOVE absent",
         "ConditionExpression": "attribute_exists(pk) AND version < :many",
         "ExpressionAttributeValues": {
           ":one": {"N": "1"}, ":many": {"N": "99"}, ":price": {"N": "9.95"}},
         "ReturnValues": "ALL_NEW"}
        """
                .formatted(key(round, 2));
    }

    private static String query(int round) {
        return """
        {"TableName": "rehearsal", "KeyConditionExpression": "pk = :pk AND sk > :sk",
         "FilterExpression": "version > :version", "Limit": 20, "ScanIndexForward": false,
         "ExpressionAttributeValues": {
           ":pk": {"S": "p%d"}, ":sk": {"S": "s"}, ":version": {"N": "0"}}}
        """
                .formatted(round);
    }

    private void call(String operation, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(endpoint)
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                                .header("Authorization", UNCHECKED_SIGNATURE)
                                .timeout(TIMEOUT)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("%s: %s".formatted(operation, answer.body()));
        }
    }
}
