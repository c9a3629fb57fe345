package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.catalog.store.dynamodb.BookNames.BookLocation;
import dev.cloudshelf.kernel.dynamodb.Tables;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** A step in the life of a reservation, and its effect on the book of each line. */
enum ReservationStep {
    // The version stays, because sold copies are not part of what readers see.
    CONFIRM(
            Status.RESERVED,
            Status.CONFIRMED,
            """
            SET sold_count = sold_count + :quantity,
                reserved_quantity = reserved_quantity - :quantity\
            """,
            false),
    RELEASE(
            Status.RESERVED,
            Status.RELEASED,
            """
            SET stock_quantity = stock_quantity + :quantity,
                reserved_quantity = reserved_quantity - :quantity\
            """,
            true),
    RESTOCK(
            Status.CONFIRMED,
            Status.RESTOCKED,
            """
            SET stock_quantity = stock_quantity + :quantity,
                sold_count = sold_count - :quantity\
            """,
            true);

    /** Added when the change is visible to readers. */
    static final String NEW_VERSION = ", updated_at = :at, version = version + :one";

    private final Status from;
    private final Status to;
    private final String change;
    private final boolean visible;

    ReservationStep(Status from, Status to, String change, boolean visible) {
        this.from = from;
        this.to = to;
        this.change = change;
        this.visible = visible;
    }

    Status from() {
        return from;
    }

    Status to() {
        return to;
    }

    /** Returns the step that leads to this status. */
    static ReservationStep to(Status status) {
        return Arrays.stream(values())
                .filter(step -> step.to == status)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No step to " + status));
    }

    /** Returns the write on a book, on condition that the book exists. */
    TransactWriteItem of(BookLocation book, int quantity, Instant now) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":quantity", number(quantity));
        if (visible) {
            values.put(":at", time(now));
            values.put(":one", number(1));
        }
        return Tables.update(
                Update.builder()
                        .tableName(BookItem.TABLE)
                        .key(book.key())
                        .updateExpression(visible ? change + NEW_VERSION : change)
                        .conditionExpression("attribute_exists(book_id)")
                        .expressionAttributeValues(values)
                        .build());
    }
}
