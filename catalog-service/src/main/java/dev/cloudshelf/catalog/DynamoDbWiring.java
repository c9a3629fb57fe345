package dev.cloudshelf.catalog;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.store.dynamodb.DynamoDbBookStore;
import dev.cloudshelf.catalog.store.dynamodb.DynamoDbReservationStore;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.dynamodb.Attributes;
import dev.cloudshelf.kernel.dynamodb.Client;
import dev.cloudshelf.kernel.dynamodb.TableReadiness;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.health.api.AsyncHealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Wires the DynamoDB store, in builds for DynamoDB. */
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
                "cloudshelf-books",
                Map.of(
                        "category", Attributes.text("none"),
                        "book_id", Attributes.text("nothing")));
    }

    @Produces
    @Singleton
    BookStore books(DynamoDbAsyncClient client, Ids ids) {
        return new DynamoDbBookStore(client, ids);
    }

    @Produces
    @Singleton
    ReservationStore reservations(DynamoDbAsyncClient client, RetentionConfig retention) {
        return new DynamoDbReservationStore(client, retention.reservations());
    }
}
