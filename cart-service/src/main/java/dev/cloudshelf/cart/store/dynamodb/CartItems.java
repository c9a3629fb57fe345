package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table's attributes, and a cart line as an item of it. */
final class CartItems {

    static final String USER_ID = "user_id";
    static final String BOOK_ID = "book_id";
    static final String QUANTITY = "quantity";
    static final String ADDED_AT = "added_at";
    static final String UPDATED_AT = "updated_at";
    static final String TITLE = "book_title";
    static final String PRICE = "book_price";
    static final String IMAGE_URL = "book_image_url";
    static final String LAST_ADD = "last_add";
    static final String EXPIRES_AT = "expires_at";

    private CartItems() {}

    static Map<String, AttributeValue> key(String owner, UUID bookId) {
        return key(owner, bookId.toString());
    }

    static Map<String, AttributeValue> key(String owner, String sortKey) {
        return Map.of(USER_ID, text(owner), BOOK_ID, text(sortKey));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue price(Money price) {
        return AttributeValue.fromN(price.amount().toPlainString());
    }

    static AttributeValue textOrNull(@Nullable String value) {
        return value == null ? AttributeValue.fromNul(true) : AttributeValue.fromS(value);
    }

    static CartLine line(Map<String, AttributeValue> item) {
        Book book =
                new Book(
                        UUID.fromString(required(item, BOOK_ID).s()),
                        required(item, TITLE).s(),
                        Money.usd(new BigDecimal(required(item, PRICE).n())),
                        required(item, IMAGE_URL).s());
        return new CartLine(
                book,
                quantity(item),
                Instant.parse(required(item, ADDED_AT).s()),
                Instant.parse(required(item, UPDATED_AT).s()));
    }

    static int quantity(Map<String, AttributeValue> item) {
        return Integer.parseInt(required(item, QUANTITY).n());
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null) {
            throw new IllegalStateException("A cart item without " + attribute);
        }
        return value;
    }
}
