package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.AccountClosed;
import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartChange;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.LineRefresh;
import dev.cloudshelf.cart.domain.MergeResult;
import dev.cloudshelf.cart.domain.Purchase;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Stores carts in one table.
 *
 * <p>Partition key {@code user_id}: a cart is one partition, read by one Query. The key is an
 * account id, or {@code guest#} and the digest of a session id, so that a reader of the table
 * cannot take over a guest's cart. Sort key {@code book_id}: a line is one item, so that changes of
 * different books never conflict, and a change is one conditional UpdateItem instead of a read and
 * a write.
 *
 * <p>Markers have the sort key {@code #removed#<order id>#<chunk>}: that chunk of that order's
 * purchase has been removed. A marker is written in the transaction of the removal, and expires by
 * TTL ({@code expires_at}). '#' sorts before every book id, so that the Query skips markers.
 *
 * <p>The limit of lines cannot be a condition, because a condition sees only its own item. So a
 * change reads the cart afterwards; if there are too many lines, it removes its own copies again
 * and is rejected. Of two changes that race for the last line both may be rejected, but never both
 * be accepted. If the process dies in between, the surplus line stays in the table, and is hidden
 * until there is room for it. It is not deleted, because after an interrupted merge the newest line
 * may be one that its customer has seen.
 *
 * <p>A guest's lines expire ({@code expires_at}, TTL), and do not exist from then on, although
 * DynamoDB deletes them later. Any use of the cart extends the expiry of all its lines.
 *
 * <p>A closed account has an item with the sort key {@code ~closed}, which sorts after all lines
 * and is included in every read of the cart. It is written before the lines are deleted. So a
 * concurrent change is either seen and deleted, or finds that item in its own read and removes what
 * it has added. The item expires by TTL, long after the last token.
 *
 * <p>The marks of a line's last adds ({@link AddMarks}) distinguish an add that the SDK has
 * repeated after a lost response from two adds.
 */
public final class DynamoDbCartStore implements CartStore {

    /**
     * DynamoDB's limit of items in a transaction, less the marker. Must not change, because stored
     * markers count in these chunks.
     */
    private static final int CHUNK_LINES = 99;

    private final Tables tables;
    private final String table;
    private final Duration removalMemory;
    private final CartQuery carts;
    private final LineUpdate lines;
    private final CopyRemoval copyRemoval;
    private final ItemDeleter itemDeleter;
    private final LineRefresher lineRefresher;
    private final CartMerger cartMerger;

    /**
     * @param removalMemory the minimum time for which a marker is kept
     */
    public DynamoDbCartStore(DynamoDbAsyncClient client, String table, Duration removalMemory) {
        this.tables = tables(client);
        this.table = table;
        this.removalMemory = removalMemory;
        this.carts = new CartQuery(tables, table);
        this.lines = new LineUpdate(tables, table);
        this.copyRemoval = new CopyRemoval(tables, table, carts);
        this.itemDeleter = new ItemDeleter(tables, table);
        this.lineRefresher = new LineRefresher(tables, table);
        this.cartMerger = new CartMerger(tables, table, carts);
    }

    /** Returns the client of DynamoDB for all stores of the service. */
    static Tables tables(DynamoDbAsyncClient client) {
        return new Tables(client, "The store of carts and sessions");
    }

    @Override
    public Uni<Cart> read(CartOwner owner, Instant now) {
        return carts.read(owner, now).map(Cart::withinLimit);
    }

    @Override
    public Uni<CartChange> add(CartOwner owner, Book book, int quantity, Instant now) {
        return lines.add(owner, book, quantity, now)
                .chain(added ->
                        added
                                ? readBack(owner, book, quantity, now)
                                : Uni.createFrom().item(new CartChange.TooManyCopies()));
    }

    @Override
    public Uni<CartChange> set(CartOwner owner, Book book, int quantity, Instant now) {
        return lines.set(owner, book, quantity, now)
                .chain(() -> readBack(owner, book, quantity, now));
    }

    @Override
    public Uni<Void> remove(CartOwner owner, UUID bookId) {
        DeleteItemRequest request =
                DeleteItemRequest.builder()
                        .tableName(table)
                        .key(CartItems.key(owner, bookId))
                        .build();
        return tables.call(dynamoDb -> dynamoDb.deleteItem(request)).replaceWithVoid();
    }

    @Override
    public Uni<Void> clear(CartOwner owner, Instant now) {
        return carts.read(owner, now).chain(cart -> itemDeleter.delete(owner, cart.lines()));
    }

    @Override
    public Uni<Void> refresh(CartOwner owner, List<LineRefresh> refreshed) {
        return lineRefresher.run(owner, refreshed);
    }

    @Override
    public Uni<MergeResult> merge(CartOwner.Guest guest, CartOwner.Customer customer, Instant now) {
        return cartMerger
                .run(guest, customer, now)
                .onFailure(AccountClosed.class)
                .call(() -> empty(customer, now));
    }

    @Override
    public Uni<Void> takeOff(CartOwner owner, Purchase purchase, Instant now) {
        List<List<Purchase.Line>> chunks =
                purchase.lines().stream().gather(Gatherers.windowFixed(CHUNK_LINES)).toList();
        return Multi.createFrom()
                .range(0, chunks.size())
                .onItem()
                .transformToUniAndConcatenate(chunk ->
                        copyRemoval.run(
                                new CopyRemoval.Task(
                                        owner,
                                        chunks.get(chunk),
                                        Optional.of(marker(owner, purchase, chunk, now)),
                                        now)))
                .onItem()
                .ignoreAsUni();
    }

    @Override
    public Uni<Void> close(CartOwner.Customer customer, Instant closedAt, Instant now) {
        Map<String, AttributeValue> item =
                new HashMap<>(CartItems.key(customer.key(), CartItems.CLOSED));
        item.put(CartItems.CLOSED_AT, Attributes.time(closedAt));
        item.put(Attributes.EXPIRES_AT, Attributes.seconds(now.plus(CLOSED_KEPT_FOR)));
        PutItemRequest request = PutItemRequest.builder().tableName(table).item(item).build();
        return tables.call(dynamoDb -> dynamoDb.putItem(request)).chain(() -> empty(customer, now));
    }

    private Uni<Void> empty(CartOwner owner, Instant now) {
        return carts.readRegardless(owner, now)
                .chain(cart -> itemDeleter.delete(owner, cart.lines()));
    }

    /**
     * Returns the outcome of a change that has been made; undoes it if the cart is overfull or the
     * account has been closed.
     */
    private Uni<CartChange> readBack(CartOwner owner, Book book, int quantity, Instant now) {
        return carts.read(owner, now)
                .onFailure(AccountClosed.class)
                .call(() -> empty(owner, now))
                .chain(cart -> {
                    if (!cart.hasNoRoomFor(book.id(), now)) {
                        return Uni.createFrom().item(new CartChange.Changed(cart.withinLimit()));
                    }
                    var own = List.of(new Purchase.Line(book.id(), quantity));
                    return copyRemoval
                            .run(new CopyRemoval.Task(owner, own, Optional.empty(), now))
                            .replaceWith(new CartChange.CartFull());
                });
    }

    private TransactWriteItem marker(CartOwner owner, Purchase purchase, int chunk, Instant now) {
        String sortKey = "#removed#%s#%d".formatted(purchase.orderId(), chunk);
        Map<String, AttributeValue> item = new HashMap<>(CartItems.key(owner.key(), sortKey));
        item.put(Attributes.EXPIRES_AT, Attributes.seconds(now.plus(removalMemory)));
        return TransactWriteItem.builder()
                .put(put ->
                        put.tableName(table)
                                .item(item)
                                .conditionExpression("attribute_not_exists(book_id)"))
                .build();
    }
}
