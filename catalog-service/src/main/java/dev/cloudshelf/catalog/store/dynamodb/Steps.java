package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Takes reservations from status to status, each step once. */
record Steps(Tables tables, Copies copies, Attempts attempts) {

    /**
     * @param reservation as it stands after the call; empty where the order holds nothing that
     *     anybody was told of
     * @param now whether it was this call that took the step
     */
    record Taken(Optional<Reservation> reservation, boolean now) {
        private static final Taken NOTHING = new Taken(Optional.empty(), false);
    }

    Uni<Optional<ReservationItem>> find(UUID orderId) {
        return tables.get(ReservationItem.TABLE, ReservationItem.key(orderId))
                .map(found -> found.map(ReservationItem::of));
    }

    Uni<Taken> take(Step step, UUID orderId, Instant now) {
        return take(step, orderId, now, 0);
    }

    private Uni<Taken> take(Step step, UUID orderId, Instant now, int attempt) {
        return find(orderId)
                .chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(Taken.NOTHING);
                    }
                    ReservationItem item = found.get();
                    Status status = item.reservation().status();
                    if (item.isUnfinished() && status != Status.RESERVED) {
                        return finish(item, now)
                                .chain(() ->
                                        attempts.again(
                                                attempt, next -> take(step, orderId, now, next)));
                    }
                    if (status != step.from()) {
                        return Uni.createFrom()
                                .item(new Taken(Optional.of(item.reservation()), false));
                    }
                    if (item.isUnfinished() && step != Step.RELEASE) {
                        return Uni.createFrom().item(Taken.NOTHING);
                    }
                    return take(step, item, now, attempt);
                });
    }

    private Uni<Taken> take(Step step, ReservationItem item, Instant now, int attempt) {
        UUID orderId = item.reservation().orderId();
        // What is not reserved yet is not given back.
        int later = item.isUnfinished() ? 0 : ReservationItem.held(item.reservation()).left();
        return copies.move(
                        step(step, item, later, now),
                        ReservationItem.first(item.reservation()),
                        step,
                        now)
                .chain(taken -> {
                    if (!taken) {
                        return attempts.again(attempt, next -> take(step, orderId, now, next));
                    }
                    Reservation after = item.become(step.to());
                    Taken done = new Taken(Optional.of(after), true);
                    return later == 0
                            ? Uni.createFrom().item(done)
                            : finish(new ReservationItem(after, later), now).replaceWith(done);
                });
    }

    /** A reservation with lines left stays open, so that the sweeper finds it. */
    private static TransactWriteItem step(Step step, ReservationItem item, int later, Instant now) {
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
        if (item.isUnfinished()) {
            names.putAll(ReservationItem.BEGUN_NAMES);
            values.putAll(item.begun());
        } else {
            values.put(":from", ReservationItem.status(step.from()));
        }
        return Tables.update(
                Update.builder()
                        .tableName(ReservationItem.TABLE)
                        .key(ReservationItem.key(item.reservation().orderId()))
                        .updateExpression(
                                "SET #status = :to, settled_at = :at"
                                        + (later > 0 ? ", #left = :later" : " REMOVE #left, #open"))
                        .conditionExpression(
                                item.isUnfinished()
                                        ? ReservationItem.AS_BEGUN
                                        : "#status = :from AND attribute_not_exists(#left)")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .build());
    }

    /** Carries a step to its end that was begun; somebody else may do so, too. */
    Uni<Void> finish(ReservationItem item, Instant now) {
        Step step = Step.to(item.reservation().status());
        TransactWriteItem finished =
                Tables.update(
                        Update.builder()
                                .tableName(ReservationItem.TABLE)
                                .key(ReservationItem.key(item.reservation().orderId()))
                                .updateExpression("REMOVE #left, #open")
                                .conditionExpression("#status = :status AND #left = :left")
                                .expressionAttributeNames(
                                        Map.of(
                                                "#status", "status",
                                                "#left", ReservationItem.LEFT,
                                                "#open", "open"))
                                .expressionAttributeValues(
                                        Map.of(
                                                ":status", ReservationItem.status(step.to()),
                                                ":left", number(item.left())))
                                .build());
        return copies.move(finished, item.rest(), step, now).replaceWithVoid();
    }

    /**
     * Keeps an order that has nothing from reserving later.
     *
     * @return false when it has a reservation
     */
    Uni<Boolean> leaveTombstone(UUID orderId, Instant now) {
        Reservation nothing = new Reservation(orderId, Status.RELEASED, List.of(), now);
        return tables.call(dynamoDb ->
                        dynamoDb.putItem(request ->
                                request.tableName(ReservationItem.TABLE)
                                        .item(new ReservationItem(nothing, 0).attributes(now))
                                        .conditionExpression("attribute_not_exists(order_id)")))
                .map(left -> true)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(false);
    }

    /** Orders with what is open since before then, the longest first. */
    Uni<List<UUID>> openSince(Instant then, int limit) {
        QueryRequest open =
                QueryRequest.builder()
                        .tableName(ReservationItem.TABLE)
                        .indexName(ReservationItem.EXPIRY_INDEX)
                        .keyConditionExpression("#open = :yes AND expires_at < :then")
                        .expressionAttributeNames(Map.of("#open", "open"))
                        .expressionAttributeValues(
                                Map.of(":yes", ReservationItem.IS_OPEN, ":then", millis(then)))
                        .limit(limit)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(open))
                .map(page ->
                        page.items().stream()
                                .map(item -> UUID.fromString(text(item, ReservationItem.ID)))
                                .toList());
    }
}
