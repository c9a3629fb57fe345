package dev.cloudshelf.kernel.dynamodb;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Up when a read of an item that does not exist is answered: half a read unit, and no wait. A
 * service produces one for its main table with the qualifier {@code @Readiness}.
 *
 * @param absent a key that no item has
 */
public record TableReadiness(
        DynamoDbAsyncClient client, String table, Map<String, AttributeValue> absent)
        implements AsyncHealthCheck {

    private static final String NAME = "DynamoDB";
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    @Override
    public Uni<HealthCheckResponse> call() {
        return FirstCall.OF_THIS_PROCESS
                .orAnother(() -> client.getItem(request -> request.tableName(table).key(absent)))
                .map(answered -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
