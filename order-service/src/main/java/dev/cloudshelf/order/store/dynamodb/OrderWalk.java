package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderFilter;
import dev.cloudshelf.order.domain.OrderPosition;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads orders from new to old until a page is full. A filter is applied to what has been read, so
 * where it lets little through, the page ends after so many reads, short or even empty, and with a
 * cursor by which the next goes on.
 */
final class OrderWalk {

    static final UUID NEWEST = new UUID(-1, -1);
    static final int READS_MAX = 50;

    private static final UUID OLDEST = new UUID(0, 0);

    /** Of one read whose result is filtered; some 60 read units. */
    private static final int FILTERED_MAX = 250;

    private final Tables tables;
    private final OrderFilter filter;
    private final int limit;
    private final List<Stretch> stretches;
    private final boolean complete;

    /**
     * Orders that stand under one key, sorted by id.
     *
     * @param index null for the table itself
     * @param at what a cursor into it has for a time; that of a customer's orders is not looked at
     */
    record Stretch(@Nullable String index, String key, AttributeValue value, Instant at) {

        static Stretch of(UUID userId) {
            return new Stretch(null, OrderItem.USER, text(userId), OrderPosition.EARLIEST);
        }

        static Stretch of(LocalDate day) {
            return new Stretch(
                    OrderItem.DATE_INDEX,
                    OrderItem.DATE,
                    text(day),
                    day.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    /**
     * @param complete false when there are more stretches behind these
     */
    OrderWalk(
            Tables tables,
            OrderFilter filter,
            int limit,
            List<Stretch> stretches,
            boolean complete) {
        this.tables = tables;
        this.filter = filter;
        this.limit = limit;
        this.stretches = stretches;
        this.complete = complete;
    }

    /**
     * @param before only what stands behind it in the first stretch
     */
    Uni<Page<Order>> from(UUID before) {
        return read(0, before, List.of(), 0);
    }

    private Uni<Page<Order>> read(int number, UUID before, List<Order> found, int reads) {
        if (found.size() > limit) {
            return page(
                    Page.of(
                            found.subList(0, limit + 1),
                            limit,
                            order -> OrderPosition.of(order).toCursor(filter)));
        }
        if (number == stretches.size()) {
            return page(
                    new Page<>(
                            found,
                            complete
                                    ? Optional.empty()
                                    : Optional.of(cursor(stretches.getLast(), OLDEST))));
        }
        Stretch stretch = stretches.get(number);
        if (reads == READS_MAX) {
            return page(new Page<>(found, Optional.of(cursor(stretch, before))));
        }
        return tables.call(dynamoDb ->
                        dynamoDb.query(query(stretch, before, limit + 1 - found.size())))
                .chain(answer -> {
                    List<Order> all =
                            Stream.concat(
                                            found.stream(),
                                            answer.items().stream().map(OrderItem::order))
                                    .toList();
                    return answer.hasLastEvaluatedKey()
                            ? read(
                                    number,
                                    UUID.fromString(text(answer.lastEvaluatedKey(), OrderItem.ID)),
                                    all,
                                    reads + 1)
                            : read(number + 1, NEWEST, all, reads + 1);
                });
    }

    private QueryRequest query(Stretch stretch, UUID before, int missing) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":value", stretch.value());
        values.put(":before", text(before));
        List<String> filters = new ArrayList<>();
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(OrderItem.TABLE)
                        .keyConditionExpression(stretch.key() + " = :value AND order_id < :before")
                        .scanIndexForward(false);
        if (filter.status() != null) {
            filters.add("#status = :status");
            values.put(":status", OrderItem.status(filter.status()));
            query.expressionAttributeNames(Map.of("#status", OrderItem.STATUS));
        }
        if (filter.from() != null) {
            filters.add("created_at >= :from");
            values.put(":from", time(wholeMillis(filter.from())));
        }
        if (filter.to() != null) {
            filters.add("created_at < :to");
            values.put(":to", time(wholeMillis(filter.to())));
        }
        if (!filters.isEmpty()) {
            query.filterExpression(String.join(" AND ", filters));
        }
        return (stretch.index() == null
                        ? query.consistentRead(true)
                        : query.indexName(stretch.index()))
                .limit(filters.isEmpty() ? missing : FILTERED_MAX)
                .expressionAttributeValues(values)
                .build();
    }

    /** Rounded up: an order has whole milliseconds, so this bounds the same ones. */
    private static Instant wholeMillis(Instant bound) {
        return bound.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
    }

    private Cursor cursor(Stretch stretch, UUID id) {
        return new OrderPosition(stretch.at(), id).toCursor(filter);
    }

    private static Uni<Page<Order>> page(Page<Order> page) {
        return Uni.createFrom().item(page);
    }
}
