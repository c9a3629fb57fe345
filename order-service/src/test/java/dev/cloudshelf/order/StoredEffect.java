package dev.cloudshelf.order;

import dev.cloudshelf.kernel.dynamodb.Attributes;
import dev.cloudshelf.order.domain.EffectKind;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An effect as a person would find it in the store that the test runs on.
 *
 * @param attempts 0 for one that is done
 * @param lastError null as long as it did not fail, and when it is done
 */
record StoredEffect(int attempts, @Nullable String lastError, boolean done) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final StoredEffect DONE = new StoredEffect(0, null, true);

    /** Of a customer's only order. */
    static StoredEffect of(UUID customer, EffectKind kind) {
        String store = ConfigProvider.getConfig().getValue("cloudshelf.store", String.class);
        return store.equals("postgres") ? inPostgres(customer, kind) : inDynamoDb(customer, kind);
    }

    private static StoredEffect inPostgres(UUID customer, EffectKind kind) {
        Row row =
                CDI.current()
                        .select(Pool.class)
                        .get()
                        .preparedQuery(
                                """
                                SELECT effect.attempts, effect.last_error,
                                       effect.done_at IS NOT NULL AS done
                                  FROM order_effects effect JOIN orders o ON o.id = effect.order_id
                                 WHERE o.user_id = $1 AND effect.kind = $2
                                """)
                        .execute(Tuple.of(customer, kind.storedName()))
                        .await()
                        .atMost(PATIENCE)
                        .iterator()
                        .next();
        return row.getBoolean("done")
                ? DONE
                : new StoredEffect(row.getInteger("attempts"), row.getString("last_error"), false);
    }

    private static StoredEffect inDynamoDb(UUID customer, EffectKind kind) {
        DynamoDbAsyncClient client = CDI.current().select(DynamoDbAsyncClient.class).get();
        Map<String, AttributeValue> order =
                client.query(request ->
                                request.tableName("cloudshelf-orders")
                                        .keyConditionExpression("user_id = :customer")
                                        .expressionAttributeValues(
                                                Map.of(":customer", Attributes.text(customer)))
                                        .consistentRead(true))
                        .join()
                        .items()
                        .getFirst();
        Map<String, AttributeValue> effect =
                client.getItem(request ->
                                request.tableName("cloudshelf-order-effects")
                                        .key(
                                                Map.of(
                                                        "order_id",
                                                                Attributes.required(
                                                                        order, "order_id"),
                                                        "kind", Attributes.text(kind.storedName())))
                                        .consistentRead(true))
                        .join()
                        .item();
        if (effect.isEmpty()) {
            return DONE;
        }
        return new StoredEffect(
                Math.toIntExact(Attributes.number(effect, "attempts")),
                Attributes.optionalText(effect, "last_error"),
                false);
    }
}
