package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartLine;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads a whole cart with one Query, or with more where it is over DynamoDB's 1 MB a page. */
final class CartQuery {

    /** Sorts behind every marker, which begins with '#', and before every book id. */
    private static final AttributeValue MARKERS_END = CartItems.text("$");

    private final DynamoDbAsyncClient client;
    private final String table;

    CartQuery(DynamoDbAsyncClient client, String table) {
        this.client = client;
        this.table = table;
    }

    Uni<Cart> read(String owner) {
        QueryRequest first =
                QueryRequest.builder()
                        .tableName(table)
                        .keyConditionExpression("user_id = :owner AND book_id > :markers_end")
                        .expressionAttributeValues(
                                Map.of(
                                        ":owner",
                                        CartItems.text(owner),
                                        ":markers_end",
                                        MARKERS_END))
                        .consistentRead(true)
                        .build();
        return readOn(first, new ArrayList<>());
    }

    private Uni<Cart> readOn(QueryRequest request, List<CartLine> lines) {
        return Calls.of(() -> client.query(request))
                .chain(page -> {
                    page.items().forEach(item -> lines.add(CartItems.line(item)));
                    return page.hasLastEvaluatedKey()
                            ? readOn(after(request, page), lines)
                            : Uni.createFrom().item(new Cart(lines));
                });
    }

    private static QueryRequest after(QueryRequest request, QueryResponse page) {
        return request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
    }
}
