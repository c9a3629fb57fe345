package dev.cloudshelf.order;

import dev.cloudshelf.kernel.dynamodb.Attributes;
import dev.cloudshelf.kernel.dynamodb.Client;
import dev.cloudshelf.kernel.dynamodb.TableReadiness;
import dev.cloudshelf.order.domain.ClosedAccounts;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderStore;
import dev.cloudshelf.order.domain.Retention;
import dev.cloudshelf.order.domain.SalesReports;
import dev.cloudshelf.order.store.dynamodb.DynamoDbClosedAccounts;
import dev.cloudshelf.order.store.dynamodb.DynamoDbEffectStore;
import dev.cloudshelf.order.store.dynamodb.DynamoDbLifeCycle;
import dev.cloudshelf.order.store.dynamodb.DynamoDbOrderBook;
import dev.cloudshelf.order.store.dynamodb.DynamoDbOrderStore;
import dev.cloudshelf.order.store.dynamodb.DynamoDbRetention;
import dev.cloudshelf.order.store.dynamodb.DynamoDbSalesReports;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.health.api.AsyncHealthCheck;
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
                client,
                "cloudshelf-orders",
                Map.of(
                        "user_id", Attributes.text("nobody"),
                        "order_id", Attributes.text("nothing")));
    }

    @Produces
    @Singleton
    OrderStore orders(DynamoDbAsyncClient client) {
        return new DynamoDbOrderStore(client);
    }

    @Produces
    @Singleton
    EffectStore effects(DynamoDbAsyncClient client) {
        return new DynamoDbEffectStore(client);
    }

    @Produces
    @Singleton
    OrderBook book(DynamoDbAsyncClient client) {
        return new DynamoDbOrderBook(client);
    }

    @Produces
    @Singleton
    SalesReports reports(DynamoDbAsyncClient client) {
        return new DynamoDbSalesReports(client);
    }

    @Produces
    @Singleton
    LifeCycle lifeCycle(DynamoDbAsyncClient client) {
        return new DynamoDbLifeCycle(client);
    }

    @Produces
    @Singleton
    Retention retention(DynamoDbAsyncClient client) {
        return new DynamoDbRetention(client);
    }

    @Produces
    @Singleton
    ClosedAccounts closedAccounts(DynamoDbAsyncClient client) {
        return new DynamoDbClosedAccounts(client);
    }
}
