package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.AccountClosed;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads a whole cart, lines beyond its limit included, with one Query, or with more if it exceeds
 * DynamoDB's page of 1 MB. Reading a guest's cart is a use, which extends its expiry at most once a
 * day.
 */
final class CartQuery {

    /** Sorts after every marker, which begins with '#', and before every book id. */
    private static final AttributeValue MARKERS_END = Attributes.text("$");

    private final Tables tables;
    private final String table;
    private final GuestExpiry expiry;

    CartQuery(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
        this.expiry = new GuestExpiry(tables, table);
    }

    /**
     * @return fails with {@link AccountClosed} if the account has been closed
     */
    Uni<Cart> read(CartOwner owner, Instant now) {
        return found(owner, now)
                .chain(found ->
                        found.closed()
                                ? Uni.createFrom().failure(new AccountClosed(owner.key()))
                                : Uni.createFrom().item(found.cart()));
    }

    /** Reads the lines in the table, even if the account has been closed. */
    Uni<Cart> readRegardless(CartOwner owner, Instant now) {
        return found(owner, now).map(Found::cart);
    }

    private record Found(Cart cart, boolean closed) {}

    private Uni<Found> found(CartOwner owner, Instant now) {
        QueryRequest first =
                QueryRequest.builder()
                        .tableName(table)
                        .keyConditionExpression("user_id = :owner AND book_id > :markers_end")
                        .expressionAttributeValues(
                                Map.of(
                                        ":owner",
                                        Attributes.text(owner.key()),
                                        ":markers_end",
                                        MARKERS_END))
                        .consistentRead(true)
                        .build();
        return readOn(first, new ArrayList<>())
                .chain(items -> {
                    boolean closed = items.stream().anyMatch(i -> CartItems.isClosing(i, now));
                    List<Map<String, AttributeValue>> lines =
                            items.stream().filter(item -> CartItems.isLive(item, now)).toList();
                    Uni<Void> putOff =
                            owner instanceof CartOwner.Guest
                                    ? expiry.putOff(lines, now)
                                    : Uni.createFrom().voidItem();
                    return putOff.replaceWith(() -> new Found(cart(lines), closed));
                });
    }

    private Uni<List<Map<String, AttributeValue>>> readOn(
            QueryRequest request, List<Map<String, AttributeValue>> items) {
        return tables.call(dynamoDb -> dynamoDb.query(request))
                .chain(page -> {
                    items.addAll(page.items());
                    return page.hasLastEvaluatedKey()
                            ? readOn(after(request, page), items)
                            : Uni.createFrom().item(items);
                });
    }

    private static Cart cart(List<Map<String, AttributeValue>> items) {
        return new Cart(items.stream().map(CartItems::line).toList());
    }

    private static QueryRequest after(QueryRequest request, QueryResponse page) {
        return request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
    }
}
