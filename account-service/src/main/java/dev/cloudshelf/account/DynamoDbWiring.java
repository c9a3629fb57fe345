package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAccountStore;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Part of the service when it is built for DynamoDB. */
@ApplicationScoped
@IfBuildProperty(name = "cloudshelf.store", stringValue = "dynamodb")
public class DynamoDbWiring {

    /**
     * Tries a call three times at most, so that a store that is gone is noticed within the deadline
     * of a request.
     */
    @Produces
    @ApplicationScoped
    DynamoDbAsyncClient dynamoDb(DynamoDbAsyncClientBuilder builder) {
        return builder.overrideConfiguration(
                        builder.overrideConfiguration().toBuilder()
                                .retryStrategy(RetryMode.STANDARD)
                                .build())
                .build();
    }

    @Produces
    @Singleton
    AccountStore accounts(DynamoDbAsyncClient client) {
        return new DynamoDbAccountStore(client);
    }
}
