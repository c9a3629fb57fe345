package dev.cloudshelf.account.store;

import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.ResetRequests;
import dev.cloudshelf.account.domain.ResetTokens;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAccountDirectory;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAccountStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAddressStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAttemptStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbCredentialStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbResetRequests;
import dev.cloudshelf.account.store.dynamodb.DynamoDbResetTokens;
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
class DynamoDbAccountStoreTest
        implements AccountStoreContract,
                CredentialStoreContract,
                AddressStoreContract,
                AccountDirectoryContract,
                AttemptStoreContract,
                OutageContract,
                ResetsContract {

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

    @Override
    public CredentialStore credentials() {
        return new DynamoDbCredentialStore(client);
    }

    @Override
    public AddressStore addresses() {
        return new DynamoDbAddressStore(client);
    }

    @Override
    public AccountDirectory directory() {
        return new DynamoDbAccountDirectory(client);
    }

    @Override
    public Unreachable others() {
        return new Unreachable(
                new DynamoDbCredentialStore(unreachable),
                new DynamoDbAddressStore(unreachable),
                new DynamoDbAccountDirectory(unreachable),
                new DynamoDbAttemptStore(unreachable),
                new DynamoDbResetRequests(unreachable),
                new DynamoDbResetTokens(unreachable));
    }

    @Override
    public ResetRequests requests() {
        return new DynamoDbResetRequests(client);
    }

    @Override
    public ResetTokens tokens() {
        return new DynamoDbResetTokens(client);
    }

    @Override
    public AttemptStore attempts() {
        return new DynamoDbAttemptStore(client);
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
