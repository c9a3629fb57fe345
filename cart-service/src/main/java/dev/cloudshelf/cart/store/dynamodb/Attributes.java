package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts values to DynamoDB attributes and back. */
final class Attributes {

    /** The time to live (TTL), with the same name in both tables. */
    static final String EXPIRES_AT = "expires_at";

    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue textOrNull(@Nullable String value) {
        return value == null ? AttributeValue.fromNul(true) : AttributeValue.fromS(value);
    }

    static AttributeValue texts(List<String> values) {
        return AttributeValue.fromL(values.stream().map(Attributes::text).toList());
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue money(Money value) {
        return AttributeValue.fromN(value.amount().toPlainString());
    }

    static AttributeValue time(Instant value) {
        return AttributeValue.fromS(value.toString());
    }

    /** Returns the time in seconds, as required for TTL. */
    static AttributeValue seconds(Instant value) {
        return number(value.getEpochSecond());
    }

    static Money money(AttributeValue value) {
        return Money.usd(new BigDecimal(value.n()));
    }

    static Instant time(AttributeValue value) {
        return Instant.parse(value.s());
    }

    static Instant seconds(AttributeValue value) {
        return Instant.ofEpochSecond(Long.parseLong(value.n()));
    }

    static AttributeValue required(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null) {
            throw new IllegalStateException("An item without " + attribute);
        }
        return value;
    }

    static @Nullable String textIn(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null ? null : value.s();
    }
}
