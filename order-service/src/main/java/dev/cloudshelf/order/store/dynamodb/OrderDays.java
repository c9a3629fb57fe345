package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * {@code cloudshelf-order-days}, key {@code directory}, {@code order_date}: the days on which an
 * order was begun, all under one key. OrderDateIndex answers for one day at a time; this says which
 * days are worth asking for, so that a list of everybody's orders has an end.
 */
final class OrderDays {

    private static final String TABLE = "cloudshelf-order-days";
    private static final String DIRECTORY = "directory";
    private static final AttributeValue ORDERS = text("orders");

    private final Tables tables;

    /** Of a process that runs for years, a few kilobytes. */
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    OrderDays(Tables tables) {
        this.tables = tables;
    }

    /** Written before the first order of a day, once by each process; costs nothing after that. */
    Uni<Void> remember(LocalDate day) {
        if (known.contains(day)) {
            return Uni.createFrom().voidItem();
        }
        return tables.call(dynamoDb ->
                        dynamoDb.putItem(request ->
                                request.tableName(TABLE)
                                        .item(
                                                Map.of(
                                                        DIRECTORY,
                                                        ORDERS,
                                                        OrderItem.DATE,
                                                        text(day)))))
                .invoke(() -> known.add(day))
                .replaceWithVoid();
    }

    /** The first day of a period, both its ends included, on which an order was begun. */
    Uni<Optional<LocalDate>> first(LocalDate from, LocalDate to) {
        return from.isAfter(to)
                ? Uni.createFrom().item(Optional.empty())
                : tables.call(dynamoDb -> dynamoDb.query(days(from, to).limit(1).build()))
                        .map(page -> dates(page).stream().findFirst());
    }

    /**
     * @param days the latest first
     * @param complete false when there are earlier ones
     */
    record Found(List<LocalDate> days, boolean complete) {}

    /** The latest days of a period, both its ends included. */
    Uni<Found> latest(LocalDate from, LocalDate to, int limit) {
        if (from.isAfter(to)) {
            return Uni.createFrom().item(new Found(List.of(), true));
        }
        QueryRequest query = days(from, to).scanIndexForward(false).limit(limit).build();
        return tables.call(dynamoDb -> dynamoDb.query(query))
                .map(page -> new Found(dates(page), !page.hasLastEvaluatedKey()));
    }

    private static QueryRequest.Builder days(LocalDate from, LocalDate to) {
        return QueryRequest.builder()
                .tableName(TABLE)
                .keyConditionExpression("directory = :orders AND order_date BETWEEN :from AND :to")
                .expressionAttributeValues(
                        Map.of(":orders", ORDERS, ":from", text(from), ":to", text(to)))
                .consistentRead(true);
    }

    private static List<LocalDate> dates(QueryResponse page) {
        return page.items().stream()
                .map(item -> LocalDate.parse(text(item, OrderItem.DATE)))
                .toList();
    }
}
