package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Moves reservations from status to status, each step once.
 *
 * @param retention how long finished reservations are kept
 */
record ReservationSteps(Tables tables, StockMover stockMover, Retries retries, Duration retention) {

    /**
     * The result of a step.
     *
     * @param reservation as it is after the call; empty if the order has none that was reported to
     *     a caller
     * @param byThisCall whether this call took the step
     */
    record StepResult(Optional<Reservation> reservation, boolean byThisCall) {
        private static final StepResult NOTHING = new StepResult(Optional.empty(), false);
    }

    Uni<Optional<ReservationItem>> find(UUID orderId) {
        return tables.get(ReservationItem.TABLE, ReservationItem.key(orderId))
                .map(found -> found.map(ReservationItem::of));
    }

    Uni<StepResult> take(ReservationStep step, UUID orderId, Instant now) {
        return take(step, orderId, now, 0);
    }

    private Uni<StepResult> take(ReservationStep step, UUID orderId, Instant now, int attempt) {
        return find(orderId)
                .chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(StepResult.NOTHING);
                    }
                    ReservationItem item = found.get();
                    Status status = item.reservation().status();
                    if (item.isUnfinished() && status != Status.RESERVED) {
                        return finish(item, now)
                                .chain(() ->
                                        retries.retry(
                                                attempt, next -> take(step, orderId, now, next)));
                    }
                    if (status != step.from()) {
                        return Uni.createFrom()
                                .item(new StepResult(Optional.of(item.reservation()), false));
                    }
                    if (item.isUnfinished() && step != ReservationStep.RELEASE) {
                        return Uni.createFrom().item(StepResult.NOTHING);
                    }
                    return take(step, item, now, attempt);
                });
    }

    private Uni<StepResult> take(
            ReservationStep step, ReservationItem item, Instant now, int attempt) {
        UUID orderId = item.reservation().orderId();
        // Lines that are not reserved yet must not be returned.
        int later = item.isUnfinished() ? 0 : ReservationItem.held(item.reservation()).left();
        return stockMover
                .move(
                        step(step, item, later, now),
                        ReservationItem.first(item.reservation()),
                        step,
                        now)
                .chain(taken -> {
                    if (!taken) {
                        return retries.retry(attempt, next -> take(step, orderId, now, next));
                    }
                    Reservation after = item.withStatus(step.to());
                    StepResult done = new StepResult(Optional.of(after), true);
                    return later == 0
                            ? Uni.createFrom().item(done)
                            : finish(new ReservationItem(after, later), now).replaceWith(done);
                });
    }

    /**
     * Returns the write on the reservation. One with remaining lines stays open, so that the
     * sweeper finds it.
     */
    private TransactWriteItem step(
            ReservationStep step, ReservationItem item, int later, Instant now) {
        Map<String, String> names = new HashMap<>(Map.of("#status", "status"));
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":to", ReservationItem.status(step.to()));
        values.put(":at", time(now));
        names.put("#left", ReservationItem.LEFT);
        if (later > 0) {
            values.put(":later", number(later));
        } else {
            names.put("#open", "open");
        }
        String removal = later > 0 ? "" : removal(step, now, values);
        if (item.isUnfinished()) {
            names.putAll(ReservationItem.BEGUN_NAMES);
            values.putAll(item.begunValues());
        } else {
            values.put(":from", ReservationItem.status(step.from()));
        }
        return Tables.update(
                Update.builder()
                        .tableName(ReservationItem.TABLE)
                        .key(ReservationItem.key(item.reservation().orderId()))
                        .updateExpression(
                                "SET #status = :to, settled_at = :at"
                                        + removal
                                        + (later > 0 ? ", #left = :later" : " REMOVE #left, #open"))
                        .conditionExpression(
                                item.isUnfinished()
                                        ? ReservationItem.AS_BEGUN
                                        : "#status = :from AND attribute_not_exists(#left)")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .build());
    }

    /**
     * Returns the update of the time to live; empty for a confirmation, because the order may still
     * be cancelled.
     */
    private String removal(ReservationStep step, Instant now, Map<String, AttributeValue> values) {
        if (step == ReservationStep.CONFIRM) {
            return "";
        }
        values.put(":removed", removedAt(now));
        return ", " + ReservationItem.REMOVED_AT + " = :removed";
    }

    private AttributeValue removedAt(Instant now) {
        return number(now.plus(retention).getEpochSecond());
    }

    /** Completes a step for the remaining lines; concurrent calls may do the same. */
    Uni<Void> finish(ReservationItem item, Instant now) {
        ReservationStep step = ReservationStep.to(item.reservation().status());
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":status", ReservationItem.status(step.to()));
        values.put(":left", number(item.left()));
        String removal = removal(step, now, values);
        TransactWriteItem finished =
                Tables.update(
                        Update.builder()
                                .tableName(ReservationItem.TABLE)
                                .key(ReservationItem.key(item.reservation().orderId()))
                                .updateExpression(
                                        "SET #status = :status" + removal + " REMOVE #left, #open")
                                .conditionExpression("#status = :status AND #left = :left")
                                .expressionAttributeNames(
                                        Map.of(
                                                "#status", "status",
                                                "#left", ReservationItem.LEFT,
                                                "#open", "open"))
                                .expressionAttributeValues(values)
                                .build());
        return stockMover.move(finished, item.remainingLines(), step, now).replaceWithVoid();
    }

    /**
     * Stores a released reservation without lines, so that the order cannot reserve later.
     *
     * @return false when the order has a reservation
     */
    Uni<Boolean> leaveTombstone(UUID orderId, Instant now) {
        Reservation nothing = new Reservation(orderId, Status.RELEASED, List.of(), now);
        Map<String, AttributeValue> item = new ReservationItem(nothing, 0).attributes(now);
        item.put(ReservationItem.REMOVED_AT, removedAt(now));
        return tables.call(dynamoDb ->
                        dynamoDb.putItem(request ->
                                request.tableName(ReservationItem.TABLE)
                                        .item(item)
                                        .conditionExpression("attribute_not_exists(order_id)")))
                .map(left -> true)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(false);
    }
}
