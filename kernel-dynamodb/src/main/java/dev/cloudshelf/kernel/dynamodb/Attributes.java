package dev.cloudshelf.kernel.dynamodb;

import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values as DynamoDB's attributes and back. */
public final class Attributes {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Attributes() {}

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    /** An id, or anything else that its own text tells. */
    public static AttributeValue text(Object value) {
        return AttributeValue.fromS(value.toString());
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** Its amount, to the cent; the currency is the shop's. */
    public static AttributeValue money(Money value) {
        return AttributeValue.fromN(value.amount().toPlainString());
    }

    /** For what an index sorts by, or a condition compares: milliseconds since 1970. */
    public static AttributeValue millis(Instant value) {
        return number(value.toEpochMilli());
    }

    /** For what people read: ISO 8601 in UTC, always to the millisecond, so that it sorts, too. */
    public static AttributeValue time(Instant value) {
        return text(TIME.format(value));
    }

    public static <T> AttributeValue list(List<T> values, Function<T, AttributeValue> write) {
        return AttributeValue.fromL(values.stream().map(write).toList());
    }

    /**
     * @throws IllegalStateException when the item has none: it was not written by us
     */
    public static AttributeValue required(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("A stored item lacks its " + name);
        }
        return value;
    }

    public static String text(Map<String, AttributeValue> item, String name) {
        return required(item, name).s();
    }

    /** Null when the item has none. */
    public static @Nullable String optionalText(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    public static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(required(item, name).n());
    }

    public static Money money(Map<String, AttributeValue> item, String name) {
        return Money.usd(new BigDecimal(required(item, name).n()));
    }

    public static Instant millis(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(number(item, name));
    }

    public static Instant time(Map<String, AttributeValue> item, String name) {
        return Instant.parse(text(item, name));
    }

    /** A list of maps. */
    public static <T> List<T> list(
            Map<String, AttributeValue> item,
            String name,
            Function<Map<String, AttributeValue>, T> read) {
        return required(item, name).l().stream().map(AttributeValue::m).map(read).toList();
    }
}
