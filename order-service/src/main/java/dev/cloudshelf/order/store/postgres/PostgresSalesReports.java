package dev.cloudshelf.order.store.postgres;

import static dev.cloudshelf.order.store.postgres.Times.stored;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.SalesCapability;
import dev.cloudshelf.order.domain.SalesQuery;
import dev.cloudshelf.order.domain.SalesQuery.By;
import dev.cloudshelf.order.domain.SalesReport;
import dev.cloudshelf.order.domain.SalesReport.Sums;
import dev.cloudshelf.order.domain.SalesReports;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports straight from the orders. Rows and total come from one statement, so that they agree; the
 * total is no sum of the rows, because one order can be in several of them.
 */
public final class PostgresSalesReports implements SalesReports {

    /** The time zone is a parameter; what it does to summer time is the database's business. */
    private static final String DAY = "to_char(sold_at AT TIME ZONE $3::text, 'YYYY-MM-DD')";

    private static final String MONTH = "to_char(sold_at AT TIME ZONE $3::text, 'YYYY-MM')";

    private final Statements statements;

    public PostgresSalesReports(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public SalesCapability capability() {
        return SalesCapability.EVERYTHING;
    }

    @Override
    public Uni<SalesReport> sales(SalesQuery query) {
        boolean isTime = query.by().isTime();
        int rowsMax = isTime ? SalesQuery.DAYS_MAX : query.rowsMax();
        // One row more tells that there are more, and one is the total.
        Tuple values =
                Tuple.of(
                        stored(query.begin()),
                        stored(query.end()),
                        query.zone().getId(),
                        rowsMax + 2);
        return statements
                .rows(statement(query), values)
                .map(rows -> report(rows, query.by(), rowsMax).withoutGaps(query));
    }

    private static String statement(SalesQuery query) {
        String key =
                switch (query.by()) {
                    case DAY -> DAY;
                    case MONTH -> MONTH;
                    case CATEGORY -> "category";
                    case BOOK -> "book_id::text";
                };
        return """
        WITH line AS (
            SELECT o.id, confirmed.at AS sold_at, item.book_id, item.title, item.category,
                   item.quantity, item.quantity * item.price AS revenue
              FROM order_history confirmed
              JOIN orders o ON o.id = confirmed.order_id
              JOIN order_items item ON item.order_id = o.id
             WHERE confirmed.status = 'confirmed' AND confirmed.at >= $1 AND confirmed.at < $2
               AND o.status IN ('confirmed', 'shipped', 'delivered')),
        keyed AS (SELECT %s AS key, $3::text AS zone, line.* FROM line)
        SELECT key,
               grouping(key) = 1 AS is_total,
               (array_agg(title ORDER BY sold_at DESC, id DESC))[1] AS title,
               count(DISTINCT id) AS orders,
               coalesce(sum(quantity), 0)::bigint AS copies,
               coalesce(sum(revenue), 0)::numeric(18, 2) AS revenue
          FROM keyed
         GROUP BY GROUPING SETS ((key), ())
         ORDER BY is_total DESC, revenue DESC, copies DESC, key
         LIMIT $4
        """
                .formatted(key);
    }

    private static SalesReport report(RowSet<Row> rows, By by, int rowsMax) {
        List<SalesReport.Row> sold = new ArrayList<>();
        Sums total = null;
        for (Row row : rows) {
            if (row.getBoolean("is_total")) {
                total = sums(row);
            } else {
                sold.add(row(row, by));
            }
        }
        if (total == null) {
            throw new IllegalStateException("A report without a total");
        }
        boolean complete = sold.size() <= rowsMax;
        return new SalesReport(complete ? sold : sold.subList(0, rowsMax), total, complete);
    }

    private static SalesReport.Row row(Row row, By by) {
        String title = by == By.BOOK ? row.getString("title") : null;
        return new SalesReport.Row(row.getString("key"), title, sums(row));
    }

    private static Sums sums(Row row) {
        return new Sums(
                row.getLong("orders"),
                row.getLong("copies"),
                Money.usd(row.getBigDecimal("revenue")));
    }
}
