package dev.cloudshelf.account.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.migration.DynamoDbTables;
import dev.cloudshelf.testkit.TestDynamoDb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;

/** What a start makes of tables that an earlier version has left. */
class TablesOfBeforeTest {

    private static final String WITHOUT_INDEXES =
            """
            {"TableName": "of-before", "BillingMode": "PAY_PER_REQUEST",
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}
            """;

    private static final String WITH_TWO =
            """
            {"TableName": "of-before", "BillingMode": "PAY_PER_REQUEST",
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
             "AttributeDefinitions": [
               {"AttributeName": "id", "AttributeType": "S"},
               {"AttributeName": "colour", "AttributeType": "S"},
               {"AttributeName": "size", "AttributeType": "N"}],
             "GlobalSecondaryIndexes": [
               {"IndexName": "ColourIndex", "Projection": {"ProjectionType": "KEYS_ONLY"},
                "KeySchema": [{"AttributeName": "colour", "KeyType": "HASH"}]},
               {"IndexName": "SizeIndex", "Projection": {"ProjectionType": "KEYS_ONLY"},
                "KeySchema": [{"AttributeName": "size", "KeyType": "HASH"}]}]}
            """;

    @TempDir private Path folder;

    @Test
    void indexesThatAreMissingAreMadeAndItemsStay() throws IOException {
        URI endpoint = TestDynamoDb.withTables();
        create(endpoint, WITHOUT_INDEXES);
        try (DynamoDbAsyncClient client =
                DynamoDbAccountStoreTest.client(endpoint, Duration.ofSeconds(20))) {
            Map<String, AttributeValue> item =
                    Map.of("id", AttributeValue.fromS("1"), "colour", AttributeValue.fromS("red"));
            client.putItem(put -> put.tableName("of-before").item(item)).join();

            create(endpoint, WITH_TWO);
            create(endpoint, WITH_TWO);

            assertThat(
                            client.describeTable(table -> table.tableName("of-before"))
                                    .join()
                                    .table()
                                    .globalSecondaryIndexes())
                    .extracting(GlobalSecondaryIndexDescription::indexName)
                    .containsExactlyInAnyOrder("ColourIndex", "SizeIndex");
            assertThat(client.getItem(get -> get.tableName("of-before").key(key())).join().item())
                    .isEqualTo(item);
        }
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("id", AttributeValue.fromS("1"));
    }

    private void create(URI endpoint, String definition) throws IOException {
        Files.writeString(folder.resolve("of-before.json"), definition);
        DynamoDbTables.create(endpoint, folder);
    }
}
