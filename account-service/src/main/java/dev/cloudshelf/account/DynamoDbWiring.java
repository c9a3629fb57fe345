package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.store.dynamodb.DynamoDbAccountStore;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Part of the service when it is built for DynamoDB. */
@ApplicationScoped
@IfBuildProperty(name = "cloudshelf.store", stringValue = "dynamodb")
public class DynamoDbWiring {

    @Produces
    @Singleton
    AccountStore accounts(DynamoDbAsyncClient client) {
        return new DynamoDbAccountStore(client);
    }
}
