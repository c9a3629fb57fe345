package dev.cloudshelf.cart.store.dynamodb;

import static dev.cloudshelf.cart.store.dynamodb.Attributes.required;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.seconds;

import dev.cloudshelf.cart.domain.CartOwner.Guest;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Extends the expiry of all lines of a guest's cart when it is used, so that the cart expires as a
 * whole. Each line is written at most once a day for that.
 */
final class GuestExpiry {

    static final Duration PUT_OFF_EVERY = Duration.ofDays(1);

    private static final int WRITES_AT_ONCE_MAX = 16;

    private final Tables tables;
    private final String table;

    GuestExpiry(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
    }

    /**
     * @param lines of one cart, none of them expired
     */
    Uni<Void> putOff(List<Map<String, AttributeValue>> lines, Instant now) {
        Instant due = Guest.expiry(now).minus(PUT_OFF_EVERY);
        return Multi.createFrom()
                .iterable(lines)
                .filter(line -> !seconds(required(line, Attributes.EXPIRES_AT)).isAfter(due))
                .onItem()
                .transformToUni(line -> putOff(line, now))
                .merge(WRITES_AT_ONCE_MAX)
                .onItem()
                .ignoreAsUni()
                // The cart can be shown anyway, and it expires only in weeks.
                .onFailure(Unavailable.class)
                .recoverWithNull();
    }

    private Uni<Void> putOff(Map<String, AttributeValue> line, Instant now) {
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(
                                CartItems.key(
                                        required(line, CartItems.USER_ID).s(),
                                        required(line, CartItems.BOOK_ID).s()))
                        .updateExpression("SET expires_at = :later")
                        .conditionExpression("expires_at > :now_seconds AND expires_at < :later")
                        .expressionAttributeValues(
                                Map.of(
                                        ":later", seconds(Guest.expiry(now)),
                                        ":now_seconds", seconds(now)))
                        .build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(request))
                .replaceWithVoid()
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithNull();
    }
}
