package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.list;
import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.money;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderStatus;
import dev.cloudshelf.order.domain.ShippingAddress;
import dev.cloudshelf.order.domain.Totals;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An order as an item of {@code cloudshelf-orders}, whole: with its items, its history, and why it
 * was refused. Key {@code user_id}, {@code order_id}; ids are UUIDv7, so a customer's orders stand
 * in the order in which they were begun. Its indexes:
 *
 * <ul>
 *   <li>OrderDateIndex ({@code order_date}, {@code order_id}): everybody's orders of a day in UTC.
 *   <li>OrderIdIndex ({@code order_id}), keys only: whose an order is.
 *   <li>PendingIndex ({@code pending}, {@code driven_until}): what the sweeper looks at. Only open
 *       orders have these attributes, so no other is in it: pending ones, and confirmed ones that
 *       are not off the cart yet.
 * </ul>
 *
 * <p>An index lags behind its table, by milliseconds as a rule. Nothing that must be right relies
 * on one: what it names is read from the table, or changed on a condition, and only what it does
 * not name yet is missed.
 */
final class OrderItem {

    static final String TABLE = "cloudshelf-orders";
    static final String DATE_INDEX = "OrderDateIndex";
    static final String ID_INDEX = "OrderIdIndex";
    static final String PENDING_INDEX = "PendingIndex";

    static final String USER = "user_id";
    static final String ID = "order_id";
    static final String DATE = "order_date";
    static final String STATUS = "status";
    static final String CREATED = "created_at";
    static final String PENDING = "pending";
    static final String DRIVEN = "driven_until";

    /** All open orders have the same: there are few of them at any time. */
    static final AttributeValue IS_PENDING = text("yes");

    private OrderItem() {}

    static Tables tables(DynamoDbAsyncClient client) {
        return new Tables(client, "The order store");
    }

    static Map<String, AttributeValue> key(UUID userId, UUID id) {
        return Map.of(USER, text(userId), ID, text(id));
    }

    static Map<String, AttributeValue> key(Order order) {
        return key(order.userId(), order.id());
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** The least id that an order can have that is begun then: ids are UUIDv7. */
    static UUID firstIdOf(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }

    /** As its id has it. */
    static Instant begunAt(Map<String, AttributeValue> item) {
        return Instant.ofEpochMilli(
                UUID.fromString(text(item, ID)).getMostSignificantBits() >>> 16);
    }

    /** An order whose checkout begins. */
    static Map<String, AttributeValue> pending(Order order, Instant drivenUntil) {
        Map<String, AttributeValue> item = new HashMap<>(key(order));
        item.put(DATE, text(day(order.createdAt())));
        item.put(STATUS, status(OrderStatus.PENDING));
        item.put(PENDING, IS_PENDING);
        item.put(DRIVEN, millis(drivenUntil));
        item.put("items", list(order.items(), PricedLines::write));
        write(item, order.totals());
        item.put("shipping_address", address(order.shippingAddress()));
        item.put("history", list(order.history(), OrderItem::change));
        item.put(CREATED, time(order.createdAt()));
        item.put("updated_at", time(order.updatedAt()));
        return item;
    }

    static Order order(Map<String, AttributeValue> item) {
        AttributeValue refusal = item.get("refusal");
        return new Order(
                UUID.fromString(text(item, ID)),
                UUID.fromString(text(item, USER)),
                list(item, "items", PricedLines::read),
                totals(item),
                address(required(item, "shipping_address").m()),
                refusal == null ? null : RefusalMap.read(refusal.m()),
                list(item, "history", OrderItem::change));
    }

    static AttributeValue status(OrderStatus status) {
        return text(status.wireName());
    }

    static AttributeValue change(Change change) {
        return AttributeValue.fromM(
                Map.of(
                        "status", status(change.status()),
                        "at", time(change.at()),
                        "by", text(change.by())));
    }

    /** As an update appends it to the history. */
    static AttributeValue changes(Change change) {
        return list(List.of(change), OrderItem::change);
    }

    static void write(Map<String, AttributeValue> map, Totals totals) {
        map.put("subtotal", money(totals.subtotal()));
        map.put("tax", money(totals.tax()));
        map.put("shipping", money(totals.shipping()));
        map.put("total", money(totals.total()));
    }

    static Totals totals(Map<String, AttributeValue> map) {
        return new Totals(money(map, "subtotal"), money(map, "tax"), money(map, "shipping"));
    }

    private static Change change(Map<String, AttributeValue> map) {
        String status = text(map, "status");
        return new Change(
                OrderStatus.of(status)
                        .orElseThrow(() -> new IllegalStateException("Not a status: " + status)),
                time(map, "at"),
                text(map, "by"));
    }

    private static AttributeValue address(ShippingAddress address) {
        return AttributeValue.fromM(
                Map.of(
                        "street", text(address.street()),
                        "city", text(address.city()),
                        "state", text(address.state()),
                        "postal_code", text(address.postalCode()),
                        "country", text(address.country())));
    }

    private static ShippingAddress address(Map<String, AttributeValue> map) {
        return new ShippingAddress(
                text(map, "street"),
                text(map, "city"),
                text(map, "state"),
                text(map, "postal_code"),
                text(map, "country"));
    }
}
