package dev.cloudshelf.cart.store.dynamodb;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Ready is whoever can read the table: one small read of an item that nobody has. */
@Readiness
@ApplicationScoped
public class CartTableReadiness implements AsyncHealthCheck {

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final String NOBODY = "#readiness";

    private final DynamoDbAsyncClient client;
    private final CartTableConfig config;

    public CartTableReadiness(DynamoDbAsyncClient client, CartTableConfig config) {
        this.client = client;
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() ->
                        client.getItem(request ->
                                request.tableName(config.table())
                                        .key(CartItems.key(NOBODY, NOBODY))))
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .map(read -> HealthCheckResponse.up("DynamoDB table of carts"))
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down("DynamoDB table of carts"));
    }
}
