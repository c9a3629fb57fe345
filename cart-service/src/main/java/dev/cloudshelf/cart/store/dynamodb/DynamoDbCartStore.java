package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartChange;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.Purchase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Carts in one table.
 *
 * <p>Partition key {@code user_id}: a cart is one partition, read by one Query. Sort key {@code
 * book_id}: a line is one item, so that changes of different books never wait for each other, and a
 * change is one conditional UpdateItem and never a read that is written back.
 *
 * <p>Among the lines stand markers, sort key {@code #removed#<order id>#<chunk>}: that chunk of
 * that order's purchase has been taken off. A marker is written in the transaction that does so,
 * and goes by TTL ({@code expires_at}). '#' sorts before every book id, so the Query leaves markers
 * out.
 *
 * <p>The limit of lines cannot be a condition, which sees only its own item. So a change that
 * finds, in the read that it answers with, more lines than a cart may have takes its own copies
 * back and is refused. Of two that race for the last place both may be refused, but never both be
 * accepted.
 *
 * <p>{@code last_add} tells an add that the SDK has sent twice, because the first answer was lost,
 * from two adds.
 */
public final class DynamoDbCartStore implements CartStore {

    /**
     * DynamoDB's limit of items in a transaction, less the marker. Part of the markers' meaning.
     */
    private static final int CHUNK_LINES = 99;

    private static final String ADD =
            """
            SET added_at = if_not_exists(added_at, :now), updated_at = :now,
                book_title = :title, book_price = :price, book_image_url = :image,
                last_add = :add
            ADD quantity :copies
            """;

    private static final String ADD_CONDITION =
            """
            attribute_not_exists(quantity) OR (quantity <= :room AND NOT last_add = :add)
            """;

    private static final String SET =
            """
            SET added_at = if_not_exists(added_at, :now), updated_at = :now,
                book_title = :title, book_price = :price, book_image_url = :image,
                quantity = :copies
            """;

    private final DynamoDbAsyncClient client;
    private final String table;
    private final Duration removalMemory;
    private final CartQuery carts;
    private final Subtraction subtraction;
    private final Clearing clearing;

    /**
     * @param removalMemory how long a marker is kept at least
     */
    public DynamoDbCartStore(DynamoDbAsyncClient client, String table, Duration removalMemory) {
        this.client = client;
        this.table = table;
        this.removalMemory = removalMemory;
        this.carts = new CartQuery(client, table);
        this.subtraction = new Subtraction(client, table, carts);
        this.clearing = new Clearing(client, table);
    }

    @Override
    public Uni<Cart> read(String owner) {
        return carts.read(owner);
    }

    @Override
    public Uni<CartChange> add(String owner, Book book, int quantity, Instant now) {
        String add = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Map<String, AttributeValue> values = values(book, quantity, now);
        values.put(":add", CartItems.text(add));
        values.put(":room", CartItems.number(CartLine.QUANTITY_MAX - quantity));
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(CartItems.key(owner, book.id()))
                        .updateExpression(ADD)
                        .conditionExpression(ADD_CONDITION)
                        .expressionAttributeValues(values)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        return Calls.of(() -> client.updateItem(request))
                .chain(added -> readBack(owner, book, quantity, now))
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithUni(refused ->
                        CartItems.text(add).equals(refused.item().get(CartItems.LAST_ADD))
                                ? readBack(owner, book, quantity, now)
                                : Uni.createFrom().item(new CartChange.TooManyCopies()));
    }

    @Override
    public Uni<CartChange> set(String owner, Book book, int quantity, Instant now) {
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(CartItems.key(owner, book.id()))
                        .updateExpression(SET)
                        .expressionAttributeValues(values(book, quantity, now))
                        .build();
        return Calls.of(() -> client.updateItem(request))
                .chain(set -> readBack(owner, book, quantity, now));
    }

    @Override
    public Uni<Void> remove(String owner, UUID bookId) {
        DeleteItemRequest request =
                DeleteItemRequest.builder()
                        .tableName(table)
                        .key(CartItems.key(owner, bookId))
                        .build();
        return Calls.of(() -> client.deleteItem(request)).replaceWithVoid();
    }

    @Override
    public Uni<Void> clear(String owner) {
        return carts.read(owner).chain(cart -> clearing.delete(owner, cart.lines()));
    }

    @Override
    public Uni<Void> takeOff(String owner, Purchase purchase, Instant now) {
        List<List<Purchase.Line>> chunks =
                purchase.lines().stream().gather(Gatherers.windowFixed(CHUNK_LINES)).toList();
        return Multi.createFrom()
                .range(0, chunks.size())
                .onItem()
                .transformToUniAndConcatenate(chunk ->
                        subtraction.run(
                                new Subtraction.Task(
                                        owner,
                                        chunks.get(chunk),
                                        Optional.of(marker(owner, purchase, chunk, now)),
                                        now)))
                .onItem()
                .ignoreAsUni();
    }

    private static Map<String, AttributeValue> values(Book book, int quantity, Instant now) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":now", CartItems.text(now.toString()));
        values.put(":title", CartItems.text(book.title()));
        values.put(":price", CartItems.price(book.price()));
        values.put(":image", CartItems.textOrNull(book.imageUrl()));
        values.put(":copies", CartItems.number(quantity));
        return values;
    }

    /** The answer to a change that has been made, unless the cart has no room for it. */
    private Uni<CartChange> readBack(String owner, Book book, int quantity, Instant now) {
        return carts.read(owner)
                .chain(cart -> {
                    if (!cart.hasNoRoomFor(book.id(), now)) {
                        return Uni.createFrom().item(new CartChange.Changed(cart));
                    }
                    var own = List.of(new Purchase.Line(book.id(), quantity));
                    return subtraction
                            .run(new Subtraction.Task(owner, own, Optional.empty(), now))
                            .replaceWith(new CartChange.CartFull());
                });
    }

    private TransactWriteItem marker(String owner, Purchase purchase, int chunk, Instant now) {
        String sortKey = "#removed#%s#%d".formatted(purchase.orderId(), chunk);
        Map<String, AttributeValue> item = new HashMap<>(CartItems.key(owner, sortKey));
        item.put(CartItems.EXPIRES_AT, CartItems.number(now.plus(removalMemory).getEpochSecond()));
        return TransactWriteItem.builder()
                .put(put ->
                        put.tableName(table)
                                .item(item)
                                .conditionExpression("attribute_not_exists(book_id)"))
                .build();
    }
}
