package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import dev.cloudshelf.catalog.store.ExpirySweep;
import dev.cloudshelf.catalog.store.dynamodb.ReservationSteps.StepResult;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Releases expired reservations one by one. A reservation for which that fails is moved to a
 * separate partition of ExpiryIndex with a later time, whatever is wrong with it.
 */
record ExpiredReservations(Tables tables, ReservationSteps steps) {

    /** Small enough for put-off reservations not to delay the others. */
    private static final int PUT_OFF_AT_ONCE = 10;

    Uni<Swept> release(Instant now, int limit) {
        ExpirySweep sweep =
                new ExpirySweep(
                        // A concurrent confirmation wins.
                        order ->
                                steps.take(ReservationStep.RELEASE, UUID.fromString(order), now)
                                        .map(ExpiredReservations::isReleasedNow),
                        order -> putOff(order, now.plus(ExpirySweep.PUT_OFF)));
        return Uni.combine()
                .all()
                .unis(
                        due(ReservationItem.IS_OPEN, now, limit),
                        due(ReservationItem.IS_PUT_OFF, now, Math.min(limit, PUT_OFF_AT_ONCE)))
                .asTuple()
                .chain(due ->
                        sweep.over(
                                Stream.concat(due.getItem1().stream(), due.getItem2().stream())
                                        .toList()));
    }

    private static boolean isReleasedNow(StepResult taken) {
        return taken.byThisCall()
                && taken.reservation().filter(r -> r.status() == Status.RELEASED).isPresent();
    }

    /** Returns the due orders of a partition, the longest due first. */
    private Uni<List<String>> due(AttributeValue partition, Instant now, int limit) {
        QueryRequest due =
                QueryRequest.builder()
                        .tableName(ReservationItem.TABLE)
                        .indexName(ReservationItem.EXPIRY_INDEX)
                        .keyConditionExpression("#open = :partition AND expires_at < :now")
                        .expressionAttributeNames(Map.of("#open", "open"))
                        .expressionAttributeValues(
                                Map.of(":partition", partition, ":now", millis(now)))
                        .limit(limit)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(due))
                .map(page ->
                        page.items().stream().map(item -> text(item, ReservationItem.ID)).toList());
    }

    private Uni<Integer> putOff(String order, Instant until) {
        return tables.change(
                        UpdateItemRequest.builder()
                                .tableName(ReservationItem.TABLE)
                                .key(Map.of(ReservationItem.ID, text(order)))
                                .updateExpression(
                                        """
                                        SET #open = :putOff, expires_at = :until,
                                            #failures = if_not_exists(#failures, :none) + :one\
                                        """)
                                .conditionExpression("attribute_exists(#open)")
                                .expressionAttributeNames(
                                        Map.of(
                                                "#open",
                                                "open",
                                                "#failures",
                                                ReservationItem.FAILURES))
                                .expressionAttributeValues(
                                        Map.of(
                                                ":putOff", ReservationItem.IS_PUT_OFF,
                                                ":until", millis(until),
                                                ":none", number(0),
                                                ":one", number(1)))
                                .returnValues(ReturnValue.UPDATED_NEW)
                                .build())
                .map(changed ->
                        changed.map(item -> Math.toIntExact(number(item, ReservationItem.FAILURES)))
                                .orElse(0));
    }

    /** Counts up to 1 MB of the index, about ten thousand items. */
    Uni<Long> unreleased() {
        QueryRequest putOff =
                QueryRequest.builder()
                        .tableName(ReservationItem.TABLE)
                        .indexName(ReservationItem.EXPIRY_INDEX)
                        .keyConditionExpression("#open = :putOff")
                        .expressionAttributeNames(Map.of("#open", "open"))
                        .expressionAttributeValues(Map.of(":putOff", ReservationItem.IS_PUT_OFF))
                        .select(Select.COUNT)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(putOff)).map(page -> (long) page.count());
    }
}
