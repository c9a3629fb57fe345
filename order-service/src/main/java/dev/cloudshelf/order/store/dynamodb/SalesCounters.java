package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.SalesReport.Sums;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * What was sold on a day in UTC, as items of {@code cloudshelf-sales}, key {@code month_shard},
 * {@code sales_date}. Each order is added to one of so many items of its day, chosen by its id, so
 * that confirmations at the same moment seldom wait for each other; a report adds them up. An item
 * has {@code orders}, {@code copies} and {@code revenue}, and each of them once more for every
 * category sold, under names such as {@code orders in Fiction}.
 *
 * <p>The counters are part of the transaction that confirms or cancels the order, so they are never
 * off by one.
 */
final class SalesCounters {

    static final String TABLE = "cloudshelf-sales";
    static final String MONTH_SHARD = "month_shard";
    static final String DATE = "sales_date";
    static final int SHARDS = 16;

    /** The radix of an update's placeholders: short, as an expression has at most 4 KB (AWS). */
    private static final int RADIX = 36;

    private SalesCounters() {}

    /** The three counters of all orders, or of those with a book of a category. */
    record Names(String orders, String copies, String revenue) {

        private static final String IN = " in ";

        static final Names ALL = new Names("orders", "copies", "revenue");

        /** Cannot be taken for a category's: that has the preposition. */
        private static final Names UNCATEGORIZED =
                new Names("orders elsewhere", "copies elsewhere", "revenue elsewhere");

        static Names of(@Nullable String category) {
            return category == null
                    ? UNCATEGORIZED
                    : new Names(
                            ALL.orders + IN + category,
                            ALL.copies + IN + category,
                            ALL.revenue + IN + category);
        }

        /** Whether an attribute counts the orders of a category, or of none. */
        static boolean isOrders(String attribute) {
            return attribute.startsWith(ALL.orders + IN) || attribute.equals(UNCATEGORIZED.orders);
        }

        /** The category of such an attribute. */
        static @Nullable String category(String attribute) {
            return attribute.equals(UNCATEGORIZED.orders)
                    ? null
                    : attribute.substring((ALL.orders + IN).length());
        }
    }

    static Update sold(Order order) {
        return count(order, 1);
    }

    static Update takenBack(Order order) {
        return count(order, -1);
    }

    static String shard(YearMonth month, int shard) {
        return month + "#" + shard;
    }

    private static Update count(Order order, int sign) {
        LocalDate day = soldOn(order);
        int shard = Math.floorMod(order.id().hashCode(), SHARDS);
        StringJoiner additions = new StringJoiner(", ", "ADD ", "");
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        amounts(order)
                .forEach((name, amount) -> {
                    String placeholder = Integer.toString(names.size(), RADIX);
                    names.put("#" + placeholder, name);
                    values.put(":" + placeholder, signed(amount, sign));
                    additions.add("#%s :%s".formatted(placeholder, placeholder));
                });
        return Update.builder()
                .tableName(TABLE)
                .key(
                        Map.of(
                                MONTH_SHARD, text(shard(YearMonth.from(day), shard)),
                                DATE, text(day)))
                .updateExpression(additions.toString())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    private static Map<String, BigDecimal> amounts(Order order) {
        Map<Names, List<PricedLine>> byCategory =
                order.items().stream()
                        .collect(Collectors.groupingBy(line -> Names.of(line.category())));
        Map<String, BigDecimal> amounts = new HashMap<>();
        put(amounts, Names.ALL, sums(order.items()));
        byCategory.forEach((names, lines) -> put(amounts, names, sums(lines)));
        return amounts;
    }

    private static Sums sums(List<PricedLine> ofOneOrder) {
        return new Sums(
                1,
                ofOneOrder.stream().mapToLong(PricedLine::quantity).sum(),
                ofOneOrder.stream()
                        .map(PricedLine::lineTotal)
                        .reduce(Money.usd("0.00"), Money::plus));
    }

    private static void put(Map<String, BigDecimal> amounts, Names names, Sums sums) {
        amounts.put(names.orders(), BigDecimal.valueOf(sums.orders()));
        amounts.put(names.copies(), BigDecimal.valueOf(sums.copies()));
        amounts.put(names.revenue(), sums.revenue().amount());
    }

    private static AttributeValue signed(BigDecimal amount, int sign) {
        return AttributeValue.fromN((sign < 0 ? amount.negate() : amount).toPlainString());
    }

    private static LocalDate soldOn(Order order) {
        return order.history().stream()
                .filter(change -> change.status() == OrderStatus.CONFIRMED)
                .map(Change::at)
                .map(OrderItem::day)
                .findAny()
                .orElseThrow(() -> new IllegalStateException(order.id() + " was never confirmed"));
    }
}
