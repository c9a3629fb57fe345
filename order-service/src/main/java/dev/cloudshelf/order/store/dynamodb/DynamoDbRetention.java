package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.optionalText;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.Retention;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Removes old orders from DynamoDB. It goes through OrderDateIndex day by day, each day once, when
 * all its orders are old enough, and keeps in {@code cloudshelf-order-days}, under a directory of
 * its own, how far it has come. Effects that are done are deleted at once, so none is ever left.
 */
public final class DynamoDbRetention implements Retention {

    private static final String DAYS = "cloudshelf-order-days";

    /** There is one item: how far refused orders are removed. */
    private static final Map<String, AttributeValue> PROGRESS_KEY =
            Map.of("directory", text("retention"), OrderItem.DATE, text("refused-orders"));

    private static final String THROUGH = "through";
    private static final String AFTER = "after";
    private static final LocalDate BEGINNING = LocalDate.EPOCH;

    private final Tables tables;
    private final OrderDays days;

    public DynamoDbRetention(DynamoDbAsyncClient client) {
        this.tables = OrderItem.tables(client);
        this.days = new OrderDays(tables);
    }

    /**
     * How far it has come.
     *
     * @param through the last day that was gone through
     * @param after the last order looked at of the next one
     */
    private record Progress(LocalDate through, @Nullable String after) {}

    @Override
    public Uni<Batch> removeRefused(Instant before, int limit) {
        // Of the day that it falls on some orders may be too young.
        LocalDate last = OrderItem.day(before).minusDays(1);
        return progress()
                .chain(progress ->
                        days.first(progress.through().plusDays(1), last)
                                .chain(day ->
                                        day.map(found -> remove(found, progress.after(), limit))
                                                .orElseGet(() ->
                                                        Uni.createFrom()
                                                                .item(new Batch(0, true)))));
    }

    @Override
    public Uni<Batch> removeDoneEffects(Instant before, int limit) {
        return Uni.createFrom().item(new Batch(0, true));
    }

    private Uni<Progress> progress() {
        return tables.get(DAYS, PROGRESS_KEY)
                .map(found ->
                        found.map(item ->
                                        new Progress(
                                                LocalDate.parse(text(item, THROUGH)),
                                                optionalText(item, AFTER)))
                                .orElseGet(() -> new Progress(BEGINNING, null)));
    }

    private Uni<Batch> remove(LocalDate day, @Nullable String after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":day", text(day));
        values.put(":cancelled", OrderItem.status(OrderStatus.CANCELLED));
        values.put(":after", text(after == null ? "0" : after));
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(OrderItem.TABLE)
                        .indexName(OrderItem.DATE_INDEX)
                        .keyConditionExpression("order_date = :day AND order_id > :after")
                        .filterExpression("#status = :cancelled AND attribute_exists(refusal)")
                        .projectionExpression("user_id, order_id")
                        .expressionAttributeNames(Map.of("#status", OrderItem.STATUS))
                        .expressionAttributeValues(values)
                        .limit(limit)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(query))
                .chain(page ->
                        Together.all(page.items().stream().map(this::remove).toList())
                                .chain(removed ->
                                        keep(progressAfter(day, page))
                                                .replaceWith(new Batch(count(removed), false))));
    }

    private static Progress progressAfter(LocalDate day, QueryResponse page) {
        return page.hasLastEvaluatedKey()
                ? new Progress(day.minusDays(1), text(page.lastEvaluatedKey(), OrderItem.ID))
                : new Progress(day, null);
    }

    private static int count(List<Boolean> removed) {
        return Math.toIntExact(removed.stream().filter(Boolean::booleanValue).count());
    }

    /** The order and its key, in one transaction: neither is ever found without the other. */
    private Uni<Boolean> remove(Map<String, AttributeValue> order) {
        return keysOf(order)
                .chain(keys -> {
                    List<TransactWriteItem> writes = new ArrayList<>();
                    writes.add(
                            Tables.delete(
                                    Delete.builder()
                                            .tableName(OrderItem.TABLE)
                                            .key(key(order, OrderItem.ID))
                                            .conditionExpression("attribute_exists(refusal)")
                                            .build()));
                    for (Map<String, AttributeValue> key : keys) {
                        writes.add(
                                Tables.delete(
                                        Delete.builder()
                                                .tableName(DynamoDbOrderStore.KEYS)
                                                .key(key(key, DynamoDbOrderStore.KEY))
                                                .build()));
                    }
                    return tables.transact(writes).map(Optional::isEmpty);
                });
    }

    /** Looks through the keys of the customer, who has one for each order. */
    private Uni<List<Map<String, AttributeValue>>> keysOf(Map<String, AttributeValue> order) {
        return tables.queryAll(
                QueryRequest.builder()
                        .tableName(DynamoDbOrderStore.KEYS)
                        .keyConditionExpression("user_id = :user")
                        .filterExpression("order_id = :order")
                        .expressionAttributeValues(
                                Map.of(
                                        ":user", required(order, OrderItem.USER),
                                        ":order", required(order, OrderItem.ID)))
                        .build());
    }

    private static Map<String, AttributeValue> key(
            Map<String, AttributeValue> item, String sortedBy) {
        return Map.of(
                OrderItem.USER, required(item, OrderItem.USER), sortedBy, required(item, sortedBy));
    }

    private Uni<Void> keep(Progress progress) {
        Map<String, AttributeValue> item = new HashMap<>(PROGRESS_KEY);
        item.put(THROUGH, text(progress.through()));
        if (progress.after() != null) {
            item.put(AFTER, text(progress.after()));
        }
        return tables.call(
                        dynamoDb -> dynamoDb.putItem(request -> request.tableName(DAYS).item(item)))
                .replaceWithVoid();
    }
}
