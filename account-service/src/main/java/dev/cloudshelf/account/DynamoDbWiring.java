package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountAuditLog;
import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.ClosingNotices;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.ExpiredRecords;
import dev.cloudshelf.account.domain.MailRequests;
import dev.cloudshelf.account.domain.MailTokens;
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
import dev.cloudshelf.kernel.dynamodb.Attributes;
import dev.cloudshelf.kernel.dynamodb.Client;
import dev.cloudshelf.kernel.dynamodb.TableReadiness;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Part of the service when it is built for DynamoDB. */
@ApplicationScoped
@IfBuildProperty(name = "cloudshelf.store", stringValue = "dynamodb")
public class DynamoDbWiring {

    @Produces
    @ApplicationScoped
    DynamoDbAsyncClient dynamoDb(DynamoDbAsyncClientBuilder builder) {
        return Client.of(builder);
    }

    @Produces
    @Readiness
    @Singleton
    AsyncHealthCheck readiness(DynamoDbAsyncClient client) {
        return new TableReadiness(
                client, "cloudshelf-users", Map.of("user_id", Attributes.text("nobody")));
    }

    @Produces
    @Singleton
    AccountStore accounts(DynamoDbAsyncClient client) {
        return new DynamoDbAccountStore(client);
    }

    @Produces
    @Singleton
    SignIns signIns(DynamoDbAsyncClient client) {
        return new DynamoDbSignIns(client);
    }

    @Produces
    @Singleton
    CredentialStore credentials(DynamoDbAsyncClient client) {
        return new DynamoDbCredentialStore(client);
    }

    /** TTL removes what has expired. */
    @Produces
    @Singleton
    ExpiredRecords expired() {
        return (kind, before, limit) -> Uni.createFrom().item(0);
    }

    @Produces
    @Singleton
    AddressStore addresses(DynamoDbAsyncClient client) {
        return new DynamoDbAddressStore(client);
    }

    @Produces
    @Singleton
    AccountDirectory directory(DynamoDbAsyncClient client) {
        return new DynamoDbAccountDirectory(client);
    }

    @Produces
    @Singleton
    AttemptStore attempts(DynamoDbAsyncClient client) {
        return new DynamoDbAttemptStore(client);
    }

    @Produces
    @Singleton
    MailRequests resetRequests(DynamoDbAsyncClient client) {
        return new DynamoDbMailRequests(client);
    }

    @Produces
    @Singleton
    MailTokens resetTokens(DynamoDbAsyncClient client) {
        return new DynamoDbMailTokens(client);
    }

    @Produces
    @Singleton
    ClosingNotices closingNotices(DynamoDbAsyncClient client) {
        return new DynamoDbClosingNotices(client);
    }

    @Produces
    @Singleton
    AccountAuditLog auditLog(DynamoDbAsyncClient client) {
        return new DynamoDbAccountAuditLog(client);
    }

    @Produces
    @Singleton
    SecondFactorStore secondFactors(DynamoDbAsyncClient client) {
        return new DynamoDbSecondFactorStore(client);
    }
}
