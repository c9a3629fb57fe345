package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Adds copies to a line or sets them, with one UpdateItem. An expired line of a guest is deleted
 * first, so that nothing is added to a line that no longer exists for clients.
 */
final class LineUpdate {

    private static final String BOOK =
            """
            SET added_at = if_not_exists(added_at, :now), updated_at = :now, refreshed_at = :now,
                book_title = :title, book_price = :price, book_image_url = :image,
                book_stock = :stock\
            """;

    private static final String AND_END = ", expires_at = :expires_at";

    private static final String ADD =
            AddMarks.SET + " REMOVE price_was, book_gone ADD quantity :copies";

    private static final String SET = ", quantity = :copies REMOVE price_was, book_gone";

    private static final String HAS_ROOM = "quantity <= :room AND " + AddMarks.NEW;

    private static final String IS_LIVE = "expires_at > :now_seconds";

    private final Tables tables;
    private final String table;

    LineUpdate(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
    }

    /**
     * @return whether the line had room for the copies
     */
    Uni<Boolean> add(CartOwner owner, Book book, int quantity, Instant now) {
        AttributeValue mark = AddMarks.next();
        Map<String, AttributeValue> values = values(owner, book, quantity, now);
        AddMarks.putInto(values, mark);
        values.put(":room", Attributes.number(CartLine.QUANTITY_MAX - quantity));
        UpdateItemRequest request =
                isGuest(owner)
                        ? request(owner, book, values, BOOK + AND_END + ADD)
                                .conditionExpression(newOr(IS_LIVE + " AND " + HAS_ROOM))
                                .build()
                        : request(owner, book, values, BOOK + ADD)
                                .conditionExpression(newOr(HAS_ROOM))
                                .build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(request))
                .replaceWith(true)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithUni(rejected -> {
                    // The SDK has repeated the add, because the first response was lost.
                    if (AddMarks.isIn(rejected.item(), mark)) {
                        return Uni.createFrom().item(true);
                    }
                    return isExpired(rejected, now)
                            ? deleteExpired(owner, book, now)
                                    .chain(() -> add(owner, book, quantity, now))
                            : Uni.createFrom().item(false);
                });
    }

    Uni<Void> set(CartOwner owner, Book book, int quantity, Instant now) {
        Map<String, AttributeValue> values = values(owner, book, quantity, now);
        UpdateItemRequest request =
                isGuest(owner)
                        ? request(owner, book, values, BOOK + AND_END + SET)
                                .conditionExpression(newOr(IS_LIVE))
                                .build()
                        : request(owner, book, values, BOOK + SET).build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(request))
                .replaceWithVoid()
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithUni(expired ->
                        deleteExpired(owner, book, now)
                                .chain(() -> set(owner, book, quantity, now)));
    }

    private static boolean isGuest(CartOwner owner) {
        return owner instanceof CartOwner.Guest;
    }

    private static String newOr(String condition) {
        return "attribute_not_exists(quantity) OR (" + condition + ")";
    }

    private UpdateItemRequest.Builder request(
            CartOwner owner, Book book, Map<String, AttributeValue> values, String update) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(CartItems.key(owner, book.id()))
                .updateExpression(update)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    private static Map<String, AttributeValue> values(
            CartOwner owner, Book book, int quantity, Instant now) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":now", Attributes.time(now));
        values.put(":title", Attributes.text(book.title()));
        values.put(":price", Attributes.money(book.price()));
        values.put(":image", Attributes.textOrNull(book.imageUrl()));
        values.put(":stock", Attributes.number(book.stock()));
        values.put(":copies", Attributes.number(quantity));
        if (isGuest(owner)) {
            values.put(":expires_at", Attributes.seconds(CartOwner.Guest.expiry(now)));
            values.put(":now_seconds", Attributes.seconds(now));
        }
        return values;
    }

    private static boolean isExpired(ConditionalCheckFailedException rejected, Instant now) {
        return rejected.hasItem() && !CartItems.isLive(rejected.item(), now);
    }

    private Uni<Void> deleteExpired(CartOwner owner, Book book, Instant now) {
        DeleteItemRequest request =
                DeleteItemRequest.builder()
                        .tableName(table)
                        .key(CartItems.key(owner, book.id()))
                        .conditionExpression("expires_at <= :now_seconds")
                        .expressionAttributeValues(Map.of(":now_seconds", Attributes.seconds(now)))
                        .build();
        return tables.call(dynamoDb -> dynamoDb.deleteItem(request))
                .replaceWithVoid()
                // Another add has deleted it first.
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithNull();
    }
}
