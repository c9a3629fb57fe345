package dev.cloudshelf.account.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountAuditLog;
import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.ClosingNotices;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailRequest;
import dev.cloudshelf.account.domain.MailRequests;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.Rotation;
import dev.cloudshelf.account.domain.SecondFactorStore;
import dev.cloudshelf.account.domain.SignIns;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAccountAuditLog;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAccountDirectory;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAccountStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAddressStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAttemptStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbClosingNotices;
import dev.cloudshelf.account.store.dynamodb.DynamoDbCredentialStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbMailRequests;
import dev.cloudshelf.account.store.dynamodb.DynamoDbMailTokens;
import dev.cloudshelf.account.store.dynamodb.DynamoDbSecondFactorStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbSignIns;
import dev.cloudshelf.testkit.TestDynamoDb;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Every test of every contract fails on a Scan. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbAccountStoreTest
        implements AccountStoreContract,
                CredentialStoreContract,
                AddressStoreContract,
                AccountDirectoryContract,
                AttemptStoreContract,
                OutageContract,
                MailContract,
                ClosingNoticesContract,
                AccountAuditLogContract,
                SecondFactorContract {

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
    public SignIns signIns() {
        return new DynamoDbSignIns(client);
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
                new DynamoDbMailRequests(unreachable),
                new DynamoDbMailTokens(unreachable));
    }

    @Override
    public MailRequests requests() {
        return new DynamoDbMailRequests(client);
    }

    @Override
    public AccountAuditLog auditLog() {
        return new DynamoDbAccountAuditLog(client);
    }

    @Override
    public SecondFactorStore factors() {
        return new DynamoDbSecondFactorStore(client);
    }

    @Override
    public ClosingNotices notices() {
        return new DynamoDbClosingNotices(client);
    }

    @Override
    public MailTokens tokens() {
        return new DynamoDbMailTokens(client);
    }

    @Override
    public AttemptStore attempts() {
        return new DynamoDbAttemptStore(client);
    }

    /** Two items of one transaction, read on either side of it. */
    @Test
    void aRefreshWaitsForTheAccountOfAFamilyThatAChangeHasKept() {
        Account account = added(AccountStoreContract.freshEmail());
        RefreshToken kept = signedIn(account);
        RefreshToken next = kept.next(IDS.nextToken());
        arrive("cloudshelf-refresh-tokens", "family_hash", kept.digest().family()).join();
        AccountStore lagging =
                new DynamoDbAccountStore(
                        new Lagging(
                                client,
                                () ->
                                        arrive(
                                                "cloudshelf-users",
                                                "user_id",
                                                account.id().toString())));

        assertThat(
                        AccountStoreContract.await(
                                Exchanges.exchange(
                                        lagging, kept.digest(), next.digest(), LATER, END)))
                .isInstanceOf(Rotation.Rotated.class);
    }

    private CompletableFuture<UpdateItemResponse> arrive(String table, String key, String value) {
        return client.updateItem(update ->
                update.tableName(table)
                        .key(Map.of(key, AttributeValue.fromS(value)))
                        .updateExpression("SET session_generation = :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }

    /** An index lags behind its table. */
    @Test
    void whatTheIndexStillHasAlthoughItIsDoneIsNotTakenUp() {
        MailRequest request =
                new MailRequest(
                        IDS.next(),
                        MailPurpose.PASSWORD_RESET,
                        AccountStoreContract.freshEmail(),
                        NOW,
                        0);
        AccountStoreContract.await(requests().add(request).replaceWith(true));
        MailRequests lagging =
                new DynamoDbMailRequests(
                        new Lagging(
                                client,
                                () -> requests().done(request).subscribeAsCompletionStage()));

        assertThat(
                        AccountStoreContract.await(
                                lagging.claimDue(MailPurpose.PASSWORD_RESET, NOW, LATER, 1000)))
                .extracting(MailRequest::id)
                .doesNotContain(request.id());
        assertThat(
                        AccountStoreContract.await(
                                requests().claimDue(MailPurpose.PASSWORD_RESET, END, END, 1000)))
                .extracting(MailRequest::id)
                .doesNotContain(request.id());
    }

    static DynamoDbAsyncClient client(URI endpoint, Duration timeout) {
        return DynamoDbAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(config ->
                        config.apiCallTimeout(timeout).addExecutionInterceptor(new Watch()))
                .build();
    }

    /** Lets no scan pass. */
    private static final class Watch implements ExecutionInterceptor {

        @Override
        public void beforeExecution(
                Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof ScanRequest
                    || context.request() instanceof ExecuteStatementRequest) {
                throw new AssertionError("A scan: " + context.request());
            }
        }
    }

    /** Answers what was there before it arrived. */
    private record Lagging(DynamoDbAsyncClient client, Supplier<CompletableFuture<?>> arrival)
            implements DynamoDbAsyncClient {

        @Override
        public CompletableFuture<GetItemResponse> getItem(GetItemRequest request) {
            return client.getItem(request)
                    .thenCompose(before -> arrival.get().thenApply(arrived -> before));
        }

        @Override
        public CompletableFuture<QueryResponse> query(QueryRequest request) {
            return client.query(request)
                    .thenCompose(before -> arrival.get().thenApply(arrived -> before));
        }

        @Override
        public CompletableFuture<UpdateItemResponse> updateItem(UpdateItemRequest request) {
            return client.updateItem(request);
        }

        @Override
        public CompletableFuture<DeleteItemResponse> deleteItem(DeleteItemRequest request) {
            return client.deleteItem(request);
        }

        @Override
        public String serviceName() {
            return client.serviceName();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
