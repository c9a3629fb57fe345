package dev.cloudshelf.account.store;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAccountStore;
import dev.cloudshelf.testkit.TestDynamoDb;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbAccountStoreTest implements AccountStoreContract {

    private static final URI NOTHING_LISTENS = URI.create("http://127.0.0.1:1");

    private DynamoDbAsyncClient client;
    private DynamoDbAsyncClient unreachable;

    @BeforeAll
    void connect() {
        client = client(TestDynamoDb.withTables(), Duration.ofSeconds(20));
        unreachable = client(NOTHING_LISTENS, Duration.ofMillis(500));
    }

    @AfterAll
    void disconnect() {
        client.close();
        unreachable.close();
    }

    @Override
    public AccountStore store() {
        return new DynamoDbAccountStore(client);
    }

    @Override
    public AccountStore unreachable() {
        return new DynamoDbAccountStore(unreachable);
    }

    private static DynamoDbAsyncClient client(URI endpoint, Duration timeout) {
        return DynamoDbAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(config -> config.apiCallTimeout(timeout))
                .build();
    }
}
