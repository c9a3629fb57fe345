package dev.cloudshelf.account.store.dynamodb;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ready when a read of an item that does not exist is answered: half a read unit, and no wait. */
@Readiness
@ApplicationScoped
@IfBuildProperty(name = "cloudshelf.store", stringValue = "dynamodb")
public class DynamoDbReadiness implements AsyncHealthCheck {

    private static final String NAME = "DynamoDB";
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Map<String, AttributeValue> NOBODY =
            Map.of("user_id", AttributeValue.fromS("nobody"));

    private final DynamoDbAsyncClient client;

    public DynamoDbReadiness(DynamoDbAsyncClient client) {
        this.client = client;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() ->
                        client.getItem(request -> request.tableName(AccountItem.TABLE).key(NOBODY)))
                .map(answered -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
