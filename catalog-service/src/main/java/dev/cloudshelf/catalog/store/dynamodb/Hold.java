package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.money;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.PricedLine;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import dev.cloudshelf.catalog.store.dynamodb.BookNames.BookLocation;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Reserves an order's lines. The books are read for their titles and prices. Then one transaction
 * writes the reservation and takes the copies, on condition that the order has no reservation, that
 * there are enough copies, and that title and price of each book are unchanged. If a book's
 * condition fails, everything is read again, which usually shows a shortage.
 */
record Hold(BookReader reader, ReservationSteps steps, StockMover stockMover, Retries retries) {

    private static final Comparator<PricedLine> BY_BOOK =
            Comparator.comparing(line -> line.bookId().toString());

    /** The arguments of a call to reserve. */
    private record ReservationRequest(
            UUID orderId, List<Line> lines, Instant now, Instant expiresAt) {}

    Uni<Reserved> take(UUID orderId, List<Line> lines, Instant now, Instant expiresAt) {
        return take(
                new ReservationRequest(
                        orderId, lines, now, expiresAt.truncatedTo(ChronoUnit.MILLIS)),
                0);
    }

    private Uni<Reserved> take(ReservationRequest request, int attempt) {
        return reader.byIds(request.lines().stream().map(Line::bookId).toList())
                .chain(books -> {
                    List<Shortage> shortages = shortages(request, books);
                    return shortages.isEmpty()
                            ? hold(request, books, attempt)
                            : existing(request, attempt, new Reserved.OutOfStock(shortages));
                });
    }

    private static List<Shortage> shortages(ReservationRequest request, Map<UUID, BookItem> books) {
        List<Shortage> shortages = new ArrayList<>();
        for (Line line : request.lines()) {
            BookItem book = books.get(line.bookId());
            int available = book == null ? 0 : book.book().stockQuantity();
            if (available < line.quantity()) {
                shortages.add(new Shortage(line.bookId(), line.quantity(), available));
            }
        }
        return shortages;
    }

    private Uni<Reserved> hold(ReservationRequest request, Map<UUID, BookItem> books, int attempt) {
        Reservation reservation =
                new Reservation(
                        request.orderId(),
                        Status.RESERVED,
                        request.lines().stream()
                                .map(line -> priced(line, books))
                                .sorted(BY_BOOK)
                                .toList(),
                        request.expiresAt());
        ReservationItem item = ReservationItem.held(reservation);
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(
                Tables.put(
                        Put.builder()
                                .tableName(ReservationItem.TABLE)
                                .item(item.attributes(request.now()))
                                .conditionExpression("attribute_not_exists(order_id)")
                                .build()));
        ReservationItem.first(reservation).forEach(line -> writes.add(taken(line, request.now())));
        return steps.tables()
                .transact(writes)
                .chain(failedAt -> {
                    if (failedAt.isPresent()) {
                        return failedAt.get() == 0
                                ? existing(request, attempt, null)
                                : retryReserve(request, attempt);
                    }
                    return item.isUnfinished()
                            ? finish(item, request, attempt)
                            : Uni.createFrom().item(new Reserved.Held(reservation));
                });
    }

    private static PricedLine priced(Line line, Map<UUID, BookItem> books) {
        Book book = Objects.requireNonNull(books.get(line.bookId())).book();
        return new PricedLine(
                book.id(), book.title(), book.price(), book.category(), line.quantity());
    }

    private static TransactWriteItem taken(PricedLine line, Instant now) {
        BookLocation book =
                new BookLocation(
                        line.bookId(), Objects.requireNonNull(line.category(), "category"));
        return Tables.update(
                Update.builder()
                        .tableName(BookItem.TABLE)
                        .key(book.key())
                        .updateExpression(
                                """
                                SET stock_quantity = stock_quantity - :quantity,
                                    reserved_quantity = reserved_quantity + :quantity\
                                """
                                        + ReservationStep.NEW_VERSION)
                        .conditionExpression(
                                "stock_quantity >= :quantity AND price = :price AND title = :title")
                        .expressionAttributeValues(
                                Map.of(
                                        ":quantity", number(line.quantity()),
                                        ":price", money(line.price()),
                                        ":title", text(line.title()),
                                        ":at", time(now),
                                        ":one", number(1)))
                        .build());
    }

    /** Returns the order's existing reservation, or the given outcome if there is none. */
    private Uni<Reserved> existing(
            ReservationRequest request, int attempt, Reserved.@Nullable OutOfStock orElse) {
        return steps.find(request.orderId())
                .chain(found -> {
                    if (found.isEmpty()) {
                        // It existed a moment ago and has been undone.
                        return orElse == null
                                ? retryReserve(request, attempt)
                                : Uni.createFrom().item(orElse);
                    }
                    ReservationItem item = found.get();
                    Reservation reservation = item.reservation();
                    if (item.isUnfinished() && reservation.status() == Status.RESERVED) {
                        return finish(item, request, attempt);
                    }
                    return Uni.createFrom()
                            .item(
                                    reservation.status() == Status.RELEASED
                                            ? new Reserved.ReleasedBefore()
                                            : new Reserved.Held(reservation));
                });
    }

    /** Reserves the remaining lines, or returns the copies already taken. */
    private Uni<Reserved> finish(ReservationItem item, ReservationRequest request, int attempt) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(
                Tables.update(
                        Update.builder()
                                .tableName(ReservationItem.TABLE)
                                .key(ReservationItem.key(request.orderId()))
                                .updateExpression("REMOVE #left")
                                .conditionExpression(ReservationItem.AS_BEGUN)
                                .expressionAttributeNames(ReservationItem.BEGUN_NAMES)
                                .expressionAttributeValues(item.begunValues())
                                .build()));
        item.remainingLines().forEach(line -> writes.add(taken(line, request.now())));
        return steps.tables()
                .transact(writes)
                .chain(failedAt -> {
                    if (failedAt.isEmpty()) {
                        return Uni.createFrom().item(new Reserved.Held(item.reservation()));
                    }
                    return failedAt.get() == 0
                            ? existing(request, attempt, null)
                            : undo(item, request.now()).chain(() -> retryReserve(request, attempt));
                });
    }

    private Uni<Boolean> undo(ReservationItem item, Instant now) {
        TransactWriteItem gone =
                Tables.delete(
                        Delete.builder()
                                .tableName(ReservationItem.TABLE)
                                .key(ReservationItem.key(item.reservation().orderId()))
                                .conditionExpression(ReservationItem.AS_BEGUN)
                                .expressionAttributeNames(ReservationItem.BEGUN_NAMES)
                                .expressionAttributeValues(item.begunValues())
                                .build());
        return stockMover.move(
                gone, ReservationItem.first(item.reservation()), ReservationStep.RELEASE, now);
    }

    private Uni<Reserved> retryReserve(ReservationRequest request, int attempt) {
        return retries.retry(attempt, next -> take(request, next));
    }
}
