package dev.cloudshelf.order.store.dynamodb;

import dev.cloudshelf.kernel.dynamodb.Tables;
import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.LifeCycle;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.Transition;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The steps after an order was placed, in DynamoDB. The order is read first, for what a cancelled
 * one takes back from the sales; then the step, its effects and the sales are one transaction, in
 * whose condition the status has the last word.
 */
public final class DynamoDbLifeCycle implements LifeCycle {

    private final Tables tables;
    private final OrderLookup lookup;

    public DynamoDbLifeCycle(DynamoDbAsyncClient client) {
        this.tables = OrderItem.tables(client);
        this.lookup = new OrderLookup(tables);
    }

    @Override
    public Uni<Boolean> advance(
            UUID id,
            @Nullable UUID owner,
            Transition transition,
            Change change,
            Instant effectsDueAt) {
        return lookup.find(id, owner)
                .map(found -> found.filter(order -> order.status() == transition.from()))
                .chain(found ->
                        found.map(order -> advance(order, transition, change, effectsDueAt))
                                .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> advance(
            Order order, Transition transition, Change change, Instant effectsDueAt) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(Tables.update(OrderUpdates.advance(order, transition, change)));
        writes.addAll(EffectItem.added(order, transition.effects(), effectsDueAt));
        if (transition == Transition.CANCEL) {
            writes.add(Tables.update(SalesCounters.takenBack(order)));
        }
        return tables.transact(writes).map(Optional::isEmpty);
    }
}
