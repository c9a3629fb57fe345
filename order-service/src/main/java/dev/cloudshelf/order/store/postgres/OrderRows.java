package dev.cloudshelf.order.store.postgres;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.Attempt;
import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.ShippingAddress;
import dev.cloudshelf.order.domain.Totals;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows to orders. */
final class OrderRows {

    /**
     * An order with its items and history in one row, one array for each of their columns, so that
     * one round trip and one index lookup per table read it whole.
     */
    static final String WHOLE_ORDER =
            """
            SELECT o.id, o.user_id, o.subtotal, o.tax, o.shipping, o.shipping_address, o.refusal,
                   o.request_fingerprint, o.request_id, o.driven_until,
                   item.book_ids, item.titles, item.quantities, item.prices, item.categories,
                   step.statuses, step.times, step.authors
              FROM orders o
             CROSS JOIN LATERAL (
                   SELECT array_agg(book_id ORDER BY line) AS book_ids,
                          array_agg(title ORDER BY line) AS titles,
                          array_agg(quantity ORDER BY line) AS quantities,
                          array_agg(price ORDER BY line) AS prices,
                          array_agg(category ORDER BY line) AS categories
                     FROM order_items WHERE order_id = o.id) item
             CROSS JOIN LATERAL (
                   SELECT array_agg(status) AS statuses,
                          array_agg(at) AS times,
                          array_agg(changed_by) AS authors
                     FROM order_history WHERE order_id = o.id) step
            """;

    private OrderRows() {}

    static Order order(Row row) {
        JsonObject refusal = row.getJsonObject("refusal");
        return new Order(
                row.getUUID("id"),
                row.getUUID("user_id"),
                items(row),
                new Totals(money(row, "subtotal"), money(row, "tax"), money(row, "shipping")),
                address(row.getJsonObject("shipping_address")),
                refusal == null ? null : RefusalJson.read(refusal),
                history(row));
    }

    static Attempt attempt(Row row) {
        OffsetDateTime drivenUntil = row.getOffsetDateTime("driven_until");
        return new Attempt(
                order(row),
                row.getString("request_fingerprint"),
                row.getString("request_id"),
                drivenUntil == null ? null : drivenUntil.toInstant());
    }

    static JsonObject json(ShippingAddress address) {
        return new JsonObject()
                .put("street", address.street())
                .put("city", address.city())
                .put("state", address.state())
                .put("postal_code", address.postalCode())
                .put("country", address.country());
    }

    static ShippingAddress address(JsonObject json) {
        return new ShippingAddress(
                json.getString("street"),
                json.getString("city"),
                json.getString("state"),
                json.getString("postal_code"),
                json.getString("country"));
    }

    private static List<PricedLine> items(Row row) {
        // The aggregate of no rows is NULL.
        UUID @Nullable [] bookIds = row.getArrayOfUUIDs("book_ids");
        if (bookIds == null) {
            return List.of();
        }
        String[] titles = row.getArrayOfStrings("titles");
        Integer[] quantities = row.getArrayOfIntegers("quantities");
        BigDecimal[] prices = row.getArrayOfBigDecimals("prices");
        @Nullable String[] categories = row.getArrayOfStrings("categories");
        List<PricedLine> items = new ArrayList<>(bookIds.length);
        for (int i = 0; i < bookIds.length; i++) {
            Money price = Money.usd(prices[i]);
            items.add(new PricedLine(bookIds[i], titles[i], price, quantities[i], categories[i]));
        }
        return items;
    }

    private static List<Change> history(Row row) {
        String[] statuses = row.getArrayOfStrings("statuses");
        OffsetDateTime[] times = row.getArrayOfOffsetDateTimes("times");
        String[] authors = row.getArrayOfStrings("authors");
        List<Change> history = new ArrayList<>(statuses.length);
        for (int i = 0; i < statuses.length; i++) {
            history.add(new Change(status(statuses[i]), times[i].toInstant(), authors[i]));
        }
        // By status and not by time: two instances' clocks can disagree about the order of events.
        history.sort(Comparator.comparing(Change::status));
        return history;
    }

    private static OrderStatus status(String wireName) {
        Optional<OrderStatus> status = OrderStatus.of(wireName);
        return status.orElseThrow(() -> new IllegalStateException("Not a status: " + wireName));
    }

    private static Money money(Row row, String column) {
        return Money.usd(row.getBigDecimal(column));
    }
}
