package dev.cloudshelf.cart.store.dynamodb;

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
 * Reads a whole cart, what is beyond its limit included, with one Query, or with more where it is
 * over DynamoDB's 1 MB a page. Reading a guest's cart is a use of it and puts its end off, which is
 * rarely due.
 */
final class CartQuery {

    /** Sorts behind every marker, which begins with '#', and before every book id. */
    private static final AttributeValue MARKERS_END = Attributes.text("$");

    private final Tables tables;
    private final String table;
    private final GuestExpiry expiry;

    CartQuery(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
        this.expiry = new GuestExpiry(tables, table);
    }

    Uni<Cart> read(CartOwner owner, Instant now) {
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
        Uni<List<Map<String, AttributeValue>>> items = readOn(first, now, new ArrayList<>());
        return owner instanceof CartOwner.Guest
                ? items.call(lines -> expiry.putOff(lines, now)).map(CartQuery::cart)
                : items.map(CartQuery::cart);
    }

    private Uni<List<Map<String, AttributeValue>>> readOn(
            QueryRequest request, Instant now, List<Map<String, AttributeValue>> lines) {
        return tables.call(dynamoDb -> dynamoDb.query(request))
                .chain(page -> {
                    page.items().stream()
                            .filter(item -> CartItems.isLive(item, now))
                            .forEach(lines::add);
                    return page.hasLastEvaluatedKey()
                            ? readOn(after(request, page), now, lines)
                            : Uni.createFrom().item(lines);
                });
    }

    private static Cart cart(List<Map<String, AttributeValue>> items) {
        return new Cart(items.stream().map(CartItems::line).toList());
    }

    private static QueryRequest after(QueryRequest request, QueryResponse page) {
        return request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
    }
}
