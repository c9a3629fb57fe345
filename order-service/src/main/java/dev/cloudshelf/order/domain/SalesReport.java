package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.SalesQuery.By;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was sold and has not been taken back. An order counts on the day on which it was confirmed;
 * one that was cancelled later does not count at all.
 *
 * @param rows by day or month each one, in order; else the best sold first
 * @param total of everything the query asks for, rows that are left out included
 * @param complete false when rows are left out
 */
public record SalesReport(List<Row> rows, Sums total, boolean complete) {

    /**
     * @param orders how many different ones
     * @param copies how many books
     * @param revenue what the books cost, before tax and shipping
     */
    public record Sums(long orders, long copies, Money revenue) {

        public static final Sums NONE = new Sums(0, 0, Money.usd("0.00"));

        /** Of sales that have no order in common. */
        public Sums plus(Sums other) {
            return new Sums(
                    orders + other.orders, copies + other.copies, revenue.plus(other.revenue));
        }
    }

    /**
     * @param key an ISO day, an ISO month, a category or a book's id; null for books that had no
     *     category
     * @param title of the book, as it was last sold; null in any other report
     */
    public record Row(@Nullable String key, @Nullable String title, Sums sums) {}

    public SalesReport {
        rows = List.copyOf(rows);
    }

    /** The same report with a row for every day or month, if that is what its rows are. */
    public SalesReport withoutGaps(SalesQuery query) {
        if (!query.by().isTime()) {
            return this;
        }
        Map<String, Row> sold =
                rows.stream()
                        .filter(row -> row.key() != null)
                        .collect(Collectors.toMap(row -> row.key(), Function.identity()));
        List<Row> all = new ArrayList<>();
        calendar(query)
                .forEach(key -> all.add(sold.getOrDefault(key, new Row(key, null, Sums.NONE))));
        return new SalesReport(all, total, true);
    }

    private static Stream<String> calendar(SalesQuery query) {
        Stream<LocalDate> days = query.from().datesUntil(query.to().plusDays(1));
        return query.by() == By.DAY
                ? days.map(LocalDate::toString)
                : days.map(day -> YearMonth.from(day).toString()).distinct();
    }
}
