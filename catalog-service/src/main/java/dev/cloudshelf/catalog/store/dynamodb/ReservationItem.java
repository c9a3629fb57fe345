package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.list;
import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.money;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.PricedLine;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An order's reservation as an item of {@code cloudshelf-stock-reservations}, key {@code order_id},
 * with its lines. ExpiryIndex ({@code open}, {@code expires_at}), keys only, is for the sweeper:
 * only reserved or unfinished reservations have {@code open}. Completely released or restocked ones
 * have {@code removed_at}, the table's time to live.
 *
 * <p>A step is one transaction on the reservation and the books of its lines, which DynamoDB limits
 * to 100 items. So a reservation of 100 lines needs a second transaction for its last line. Until
 * then {@code left} is the number of last lines for which the status does not hold yet. Any call
 * that reads such a reservation completes it first. One that is only partly reserved has not been
 * reported to any caller; its first part is returned to stock if the rest is not available.
 *
 * @param left the number of last lines for which the status does not hold yet
 */
record ReservationItem(Reservation reservation, int left) {

    static final String TABLE = "cloudshelf-stock-reservations";
    static final String EXPIRY_INDEX = "ExpiryIndex";
    static final String ID = "order_id";
    static final String LEFT = "left";
    private static final String LINES = "lines";

    /** The partition of all open reservations, of which there are few at any time. */
    static final AttributeValue IS_OPEN = text("yes");

    /** The partition of expired reservations that could not be released. */
    static final AttributeValue IS_PUT_OFF = text("put-off");

    static final String FAILURES = "release_failures";

    /** The time to live, set on finished reservations only. */
    static final String REMOVED_AT = "removed_at";

    /** A transaction has 100 items (AWS), one of which is the reservation. */
    static final int LINES_AT_ONCE = 99;

    /**
     * Holds for a partly reserved reservation that is unchanged since it was read, and may be
     * undone.
     */
    static final String AS_BEGUN = "#status = :reserved AND #left = :left AND #lines = :lines";

    static final Map<String, String> BEGUN_NAMES =
            Map.of("#status", "status", "#left", LEFT, "#lines", LINES);

    static ReservationItem held(Reservation reserved) {
        return new ReservationItem(reserved, Math.max(0, reserved.lines().size() - LINES_AT_ONCE));
    }

    /** Returns the lines of a step's first transaction. */
    static List<PricedLine> first(Reservation reservation) {
        List<PricedLine> lines = reservation.lines();
        return lines.subList(0, Math.min(lines.size(), LINES_AT_ONCE));
    }

    /** Returns the lines of a step's second transaction. */
    List<PricedLine> remainingLines() {
        List<PricedLine> lines = reservation.lines();
        return lines.subList(lines.size() - left, lines.size());
    }

    Map<String, AttributeValue> begunValues() {
        return Map.of(
                ":reserved", status(Status.RESERVED),
                ":left", number(left),
                ":lines", lines());
    }

    private AttributeValue lines() {
        return list(reservation.lines(), ReservationItem::line);
    }

    boolean isUnfinished() {
        return left > 0;
    }

    Reservation withStatus(Status status) {
        return new Reservation(
                reservation.orderId(), status, reservation.lines(), reservation.expiresAt());
    }

    static Map<String, AttributeValue> key(UUID orderId) {
        return Map.of(ID, text(orderId));
    }

    static AttributeValue status(Status status) {
        return text(status.name().toLowerCase(Locale.ROOT));
    }

    /** Returns the attributes of a new item. */
    Map<String, AttributeValue> attributes(Instant now) {
        Map<String, AttributeValue> item = new HashMap<>(key(reservation.orderId()));
        item.put("status", status(reservation.status()));
        item.put(LINES, lines());
        item.put("created_at", time(now));
        item.put("expires_at", millis(reservation.expiresAt()));
        if (reservation.status() == Status.RESERVED) {
            item.put("open", IS_OPEN);
        } else {
            item.put("settled_at", time(now));
        }
        if (isUnfinished()) {
            item.put(LEFT, number(left));
        }
        return item;
    }

    static ReservationItem of(Map<String, AttributeValue> item) {
        Reservation reservation =
                new Reservation(
                        UUID.fromString(text(item, ID)),
                        Status.valueOf(text(item, "status").toUpperCase(Locale.ROOT)),
                        list(item, LINES, ReservationItem::line),
                        millis(item, "expires_at"));
        return new ReservationItem(
                reservation, item.containsKey(LEFT) ? Math.toIntExact(number(item, LEFT)) : 0);
    }

    private static AttributeValue line(PricedLine line) {
        return AttributeValue.fromM(
                Map.of(
                        "book_id", text(line.bookId()),
                        "title", text(line.title()),
                        "price", money(line.price()),
                        "category", text(Objects.requireNonNull(line.category(), "category")),
                        "quantity", number(line.quantity())));
    }

    private static PricedLine line(Map<String, AttributeValue> map) {
        return new PricedLine(
                UUID.fromString(text(map, "book_id")),
                text(map, "title"),
                money(map, "price"),
                text(map, "category"),
                Math.toIntExact(number(map, "quantity")));
    }
}
