package dev.cloudshelf.order.store;

import dev.cloudshelf.kernel.dynamodb.Attributes;
import dev.cloudshelf.kernel.dynamodb.Client;
import dev.cloudshelf.order.domain.ClosedAccounts;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Retention;
import dev.cloudshelf.order.store.dynamodb.DynamoDbClosedAccounts;
import dev.cloudshelf.order.store.dynamodb.DynamoDbEffectStore;
import dev.cloudshelf.order.store.dynamodb.DynamoDbOrderBook;
import dev.cloudshelf.order.store.dynamodb.DynamoDbOrderStore;
import dev.cloudshelf.order.store.dynamodb.DynamoDbRetention;
import dev.cloudshelf.testkit.TestDynamoDb;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

class DynamoDbRetentionTest implements RetentionContract {

    private static DynamoDbAsyncClient client;

    @BeforeAll
    static void connect() {
        client =
                Client.of(
                        DynamoDbAsyncClient.builder()
                                .endpointOverride(TestDynamoDb.withTables())
                                .region(Region.US_EAST_1)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(
                                                AwsBasicCredentials.create("test", "test"))));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    public OrderStore store() {
        return new DynamoDbOrderStore(client);
    }

    @Override
    public OrderBook book() {
        return new DynamoDbOrderBook(client);
    }

    @Override
    public EffectStore effects() {
        return new DynamoDbEffectStore(client);
    }

    @Override
    public Retention retention() {
        return new DynamoDbRetention(client);
    }

    @Override
    public ClosedAccounts closedAccounts() {
        return new DynamoDbClosedAccounts(client);
    }

    @Override
    public void forgetHowFarItCame() {
        client.deleteItem(request ->
                        request.tableName("cloudshelf-order-days")
                                .key(
                                        Map.of(
                                                "directory", Attributes.text("retention"),
                                                "order_date", Attributes.text("refused-orders"))))
                .join();
    }
}
