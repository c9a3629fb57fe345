package dev.cloudshelf.cart.store.dynamodb;

import static dev.cloudshelf.cart.store.dynamodb.Attributes.required;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.text;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.textIn;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of the table of carts, and the conversion of its items. */
final class CartItems {

    static final String USER_ID = "user_id";
    static final String BOOK_ID = "book_id";
    static final String QUANTITY = "quantity";
    static final String ADDED_AT = "added_at";
    static final String UPDATED_AT = "updated_at";
    static final String REFRESHED_AT = "refreshed_at";
    static final String TITLE = "book_title";
    static final String PRICE = "book_price";
    static final String PRICE_WAS = "price_was";
    static final String IMAGE_URL = "book_image_url";
    static final String STOCK = "book_stock";
    static final String GONE = "book_gone";

    /**
     * The sort key of the item that marks an account as closed. It sorts after every book id, so
     * that every read of the cart includes it.
     */
    static final String CLOSED = "~closed";

    static final String CLOSED_AT = "closed_at";

    private CartItems() {}

    /** Returns whether the item marks the account as closed. */
    static boolean isClosing(Map<String, AttributeValue> item, Instant now) {
        return CLOSED.equals(required(item, BOOK_ID).s())
                && Attributes.seconds(required(item, Attributes.EXPIRES_AT)).isAfter(now);
    }

    static Map<String, AttributeValue> key(CartOwner owner, UUID bookId) {
        return key(owner.key(), bookId.toString());
    }

    static Map<String, AttributeValue> key(String owner, String sortKey) {
        return Map.of(USER_ID, text(owner), BOOK_ID, text(sortKey));
    }

    /**
     * Returns whether the item is a line that has not expired, although DynamoDB may not have
     * deleted it yet. Customers' lines do not expire.
     */
    static boolean isLive(Map<String, AttributeValue> item, Instant now) {
        AttributeValue end = item.get(Attributes.EXPIRES_AT);
        return item.containsKey(QUANTITY) && (end == null || Attributes.seconds(end).isAfter(now));
    }

    /**
     * Converts an item. A line that was stored before {@code refreshed_at} and {@code book_stock}
     * existed is due for a refresh, and counts as available until then.
     */
    static CartLine line(Map<String, AttributeValue> item) {
        AttributeValue stock = item.get(STOCK);
        AttributeValue priceWas = item.get(PRICE_WAS);
        AttributeValue refreshedAt = item.get(REFRESHED_AT);
        Book book =
                new Book(
                        bookId(item),
                        required(item, TITLE).s(),
                        Attributes.money(required(item, PRICE)),
                        textIn(item, IMAGE_URL),
                        stock == null ? CartLine.QUANTITY_MAX : Integer.parseInt(stock.n()));
        return new CartLine(
                book,
                quantity(item),
                Attributes.time(required(item, ADDED_AT)),
                Attributes.time(required(item, UPDATED_AT)),
                refreshedAt == null ? Instant.EPOCH : Attributes.time(refreshedAt),
                priceWas == null ? null : Attributes.money(priceWas),
                item.containsKey(GONE));
    }

    static UUID bookId(Map<String, AttributeValue> item) {
        return UUID.fromString(required(item, BOOK_ID).s());
    }

    static int quantity(Map<String, AttributeValue> item) {
        return Integer.parseInt(required(item, QUANTITY).n());
    }
}
