package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.money;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.SalesCapability;
import dev.cloudshelf.order.domain.SalesQuery;
import dev.cloudshelf.order.domain.SalesQuery.By;
import dev.cloudshelf.order.domain.SalesReport;
import dev.cloudshelf.order.domain.SalesReport.Row;
import dev.cloudshelf.order.domain.SalesReport.Sums;
import dev.cloudshelf.order.domain.SalesReports;
import dev.cloudshelf.order.store.dynamodb.SalesCounters.Names;
import io.smallrye.mutiny.Uni;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reports from the counters of {@link SalesCounters}: one small query for each month and shard,
 * whatever was sold. There are none by book, which would be another item to write for every line of
 * every order, and none of any days but those in UTC.
 */
public final class DynamoDbSalesReports implements SalesReports {

    private static final SalesCapability CAPABILITY =
            new SalesCapability(EnumSet.of(By.DAY, By.MONTH, By.CATEGORY), ZoneId.of("UTC"));

    private static final int MONTH_LENGTH = "2026-11".length();

    private static final Comparator<Row> BEST_SOLD_FIRST =
            Comparator.comparing((Row row) -> row.sums().revenue())
                    .thenComparingLong(row -> row.sums().copies())
                    .reversed()
                    .thenComparing(Row::key, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Tables tables;

    public DynamoDbSalesReports(DynamoDbAsyncClient client) {
        this.tables = OrderItem.tables(client);
    }

    @Override
    public SalesCapability capability() {
        return CAPABILITY;
    }

    @Override
    public Uni<SalesReport> sales(SalesQuery query) {
        return Together.all(counters(query))
                .map(found -> report(query, found.stream().flatMap(List::stream).toList()));
    }

    private List<Uni<List<Map<String, AttributeValue>>>> counters(SalesQuery query) {
        List<Uni<List<Map<String, AttributeValue>>>> reads = new ArrayList<>();
        YearMonth last = YearMonth.from(query.to());
        for (YearMonth month = YearMonth.from(query.from());
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            YearMonth of = month;
            IntStream.range(0, SalesCounters.SHARDS)
                    .mapToObj(shard -> counters(query, SalesCounters.shard(of, shard)))
                    .forEach(reads::add);
        }
        return reads;
    }

    private Uni<List<Map<String, AttributeValue>>> counters(SalesQuery query, String monthShard) {
        return tables.queryAll(
                QueryRequest.builder()
                        .tableName(SalesCounters.TABLE)
                        .keyConditionExpression(
                                "month_shard = :month AND sales_date BETWEEN :from AND :to")
                        .expressionAttributeValues(
                                Map.of(
                                        ":month", text(monthShard),
                                        ":from", text(query.from()),
                                        ":to", text(query.to())))
                        .consistentRead(true)
                        .build());
    }

    private static SalesReport report(SalesQuery query, List<Map<String, AttributeValue>> items) {
        Sums total = Sums.NONE;
        Map<@Nullable String, Sums> byKey = new HashMap<>();
        for (Map<String, AttributeValue> item : items) {
            Sums ofDay = sums(item, Names.ALL);
            String day = text(item, SalesCounters.DATE);
            total = total.plus(ofDay);
            switch (query.by()) {
                case DAY -> byKey.merge(day, ofDay, Sums::plus);
                case MONTH -> byKey.merge(day.substring(0, MONTH_LENGTH), ofDay, Sums::plus);
                case CATEGORY -> byCategory(item, byKey);
                case BOOK -> throw new IllegalArgumentException("Books are not counted");
            }
        }
        List<Row> rows =
                byKey.entrySet().stream()
                        // What was sold and taken back leaves a counter at nought.
                        .filter(entry -> entry.getValue().orders() > 0)
                        .map(entry -> new Row(entry.getKey(), null, entry.getValue()))
                        .sorted(BEST_SOLD_FIRST)
                        .toList();
        boolean complete = query.by().isTime() || rows.size() <= query.rowsMax();
        return new SalesReport(complete ? rows : rows.subList(0, query.rowsMax()), total, complete)
                .withoutGaps(query);
    }

    private static void byCategory(
            Map<String, AttributeValue> item, Map<@Nullable String, Sums> byKey) {
        item.keySet().stream()
                .filter(Names::isOrders)
                .map(Names::category)
                .forEach(category ->
                        byKey.merge(category, sums(item, Names.of(category)), Sums::plus));
    }

    private static Sums sums(Map<String, AttributeValue> item, Names names) {
        return new Sums(
                number(item, names.orders()),
                number(item, names.copies()),
                money(item, names.revenue()));
    }
}
