package dev.cloudshelf.cart.store.dynamodb;

import static dev.cloudshelf.cart.store.dynamodb.Attributes.number;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.required;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.seconds;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.text;

import dev.cloudshelf.cart.domain.Quota;
import dev.cloudshelf.cart.domain.QuotaStore;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Stores quotas in one table, one item per client and window.
 *
 * <p>Partition key {@code quota_key}: the quota, the client, and the number of the window, so that
 * a new window is a new item and no count has to be reset. {@code turns} counts the permits taken,
 * and {@code expires_at} (TTL) removes the item after the window. Taking permits is one UpdateItem
 * on condition that enough are left. An update that the SDK repeats because the response was lost
 * counts twice, at the client's cost.
 */
public final class DynamoDbQuotaStore implements QuotaStore {

    private static final String KEY = "quota_key";
    private static final String TURNS = "turns";

    /** Clocks of instances differ; an item that was deleted too early would start again at 0. */
    private static final Duration KEPT_LONGER = Duration.ofMinutes(5);

    private static final String TAKE = "SET expires_at = :end ADD turns :wanted";
    private static final String LEFT = "attribute_not_exists(turns) OR turns <= :others";

    private final Tables tables;
    private final String table;

    public DynamoDbQuotaStore(DynamoDbAsyncClient client, String table) {
        this.tables = DynamoDbCartStore.tables(client);
        this.table = table;
    }

    @Override
    public Uni<Integer> take(Quota quota, String who, int wanted, Instant now) {
        int asked = Math.min(wanted, quota.max());
        String key = "%s#%s#%d".formatted(quota.name(), who, quota.windowOf(now));
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(Map.of(KEY, text(key)))
                        .updateExpression(TAKE)
                        .conditionExpression(LEFT)
                        .expressionAttributeValues(
                                Map.of(
                                        ":wanted", number(asked),
                                        ":others", number((long) quota.max() - asked),
                                        ":end", seconds(quota.endOfWindow(now).plus(KEPT_LONGER))))
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(request))
                .replaceWith(asked)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithUni(rejected -> {
                    int left = quota.max() - taken(rejected);
                    return left <= 0
                            ? Uni.createFrom().item(0)
                            : take(quota, who, Math.min(left, asked), now);
                });
    }

    private static int taken(ConditionalCheckFailedException rejected) {
        return Integer.parseInt(required(rejected.item(), TURNS).n());
    }
}
