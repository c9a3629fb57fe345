package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.LineRefresh;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Stores refreshed lines one by one, each on condition that it has not been changed or refreshed
 * since it was read.
 */
final class LineRefresher {

    private static final int WRITES_AT_ONCE_MAX = 16;

    private static final String UNTOUCHED =
            """
            updated_at = :seen_updated
            AND (attribute_not_exists(refreshed_at) OR refreshed_at = :seen_refreshed)
            """;

    private static final String BOOK =
            """
            SET refreshed_at = :now, book_title = :title, book_price = :price,
                book_image_url = :image, book_stock = :stock\
            """;

    private final Tables tables;
    private final String table;

    LineRefresher(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
    }

    Uni<Void> run(CartOwner owner, List<LineRefresh> lines) {
        return Multi.createFrom()
                .iterable(lines)
                .onItem()
                .transformToUni(line -> write(owner, line))
                .merge(WRITES_AT_ONCE_MAX)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> write(CartOwner owner, LineRefresh line) {
        CartLine fresh = line.fresh();
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":seen_updated", Attributes.time(line.seen().updatedAt()));
        values.put(":seen_refreshed", Attributes.time(line.seen().refreshedAt()));
        values.put(":now", Attributes.time(fresh.refreshedAt()));
        values.put(":title", Attributes.text(fresh.book().title()));
        values.put(":price", Attributes.money(fresh.book().price()));
        values.put(":image", Attributes.textOrNull(fresh.book().imageUrl()));
        values.put(":stock", Attributes.number(fresh.book().stock()));
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(CartItems.key(owner, fresh.book().id()))
                        .updateExpression(BOOK + flags(fresh, values))
                        .conditionExpression(UNTOUCHED)
                        .expressionAttributeValues(values)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(request))
                .replaceWithVoid()
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithNull();
    }

    /** Returns the update of optional attributes. */
    private static String flags(CartLine fresh, Map<String, AttributeValue> values) {
        StringBuilder set = new StringBuilder();
        List<String> removed = new ArrayList<>();
        Money priceWas = fresh.priceWas();
        if (priceWas == null) {
            removed.add(CartItems.PRICE_WAS);
        } else {
            set.append(", price_was = :price_was");
            values.put(":price_was", Attributes.money(priceWas));
        }
        if (fresh.gone()) {
            set.append(", book_gone = :gone");
            values.put(":gone", AttributeValue.fromBool(true));
        } else {
            removed.add(CartItems.GONE);
        }
        return removed.isEmpty()
                ? set.toString()
                : set.append(" REMOVE ").append(String.join(", ", removed)).toString();
    }
}
