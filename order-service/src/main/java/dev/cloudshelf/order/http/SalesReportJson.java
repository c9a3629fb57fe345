package dev.cloudshelf.order.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.order.domain.SalesQuery;
import dev.cloudshelf.order.domain.SalesReport;
import dev.cloudshelf.order.domain.SalesReport.Sums;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sales report as an administrator reads it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "SalesReport",
        description =
                "What was sold and has not been cancelled; an order counts on the day on which it"
                        + " was confirmed",
        requiredProperties = {
            "from",
            "to",
            "time_zone",
            "by",
            "currency",
            "rows",
            "total",
            "complete"
        })
public record SalesReportJson(
        LocalDate from,
        @Schema(description = "The last day, itself included") LocalDate to,
        @Schema(description = "IANA name", examples = "Europe/Berlin") String timeZone,
        @Schema(enumeration = {"day", "month", "category", "book"}) String by,
        @Schema(description = "ISO 4217", examples = "USD") String currency,
        @Schema(
                        description =
                                "Every day or month in order; of categories and books those with"
                                        + " the highest revenue first")
                List<Row> rows,
        @Schema(description = "Of the whole time, rows that are left out included") Total total,
        @Schema(description = "False when more rows than limit were sold") boolean complete) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "SalesReportRow",
            requiredProperties = {"key", "title", "orders", "copies", "revenue"})
    public record Row(
            @Schema(
                            nullable = true,
                            description =
                                    "A day (2026-11-20), a month (2026-11), a category, or a"
                                            + " book's id; null for books without a category")
                    @Nullable String key,
            @Schema(nullable = true, description = "Of the book, as it was last sold")
                    @Nullable String title,
            @Schema(description = "Different orders") long orders,
            @Schema(description = "Books, not titles") long copies,
            @Schema(description = "Before tax and shipping") BigDecimal revenue) {

        static Row of(SalesReport.Row row) {
            Sums sums = row.sums();
            return new Row(
                    row.key(), row.title(), sums.orders(), sums.copies(), sums.revenue().amount());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "SalesReportTotal",
            requiredProperties = {"orders", "copies", "revenue"})
    public record Total(long orders, long copies, BigDecimal revenue) {}

    static SalesReportJson of(SalesReport report, SalesQuery query) {
        Sums total = report.total();
        return new SalesReportJson(
                query.from(),
                query.to(),
                query.zone().getId(),
                query.by().wireName(),
                total.revenue().currency().getCurrencyCode(),
                report.rows().stream().map(Row::of).toList(),
                new Total(total.orders(), total.copies(), total.revenue().amount()),
                report.complete());
    }
}
