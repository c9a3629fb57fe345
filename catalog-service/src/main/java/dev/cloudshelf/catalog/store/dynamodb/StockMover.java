package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Reservation.PricedLine;
import dev.cloudshelf.catalog.store.dynamodb.BookNames.BookLocation;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Moves the copies of a step, in one transaction with the reservation. Books are expected at the
 * keys they had when they were reserved; only if one is missing, keys are looked up by id.
 */
record StockMover(Tables tables, BookNames names, Retries retries) {

    /**
     * Moves the copies of all lines.
     *
     * @param reservation the write on the reservation, with the condition that decides
     * @return false when that condition does not hold
     */
    Uni<Boolean> move(
            TransactWriteItem reservation,
            List<PricedLine> lines,
            ReservationStep step,
            Instant now) {
        List<TransactWriteItem> writes = new ArrayList<>(lines.size() + 1);
        writes.add(reservation);
        for (PricedLine line : lines) {
            BookLocation book =
                    new BookLocation(
                            line.bookId(), Objects.requireNonNull(line.category(), "category"));
            writes.add(step.of(book, line.quantity(), now));
        }
        return writeOrRetry(writes, reservation, lines, step, now, 0);
    }

    private Uni<Boolean> writeOrRetry(
            List<TransactWriteItem> writes,
            TransactWriteItem reservation,
            List<PricedLine> lines,
            ReservationStep step,
            Instant now,
            int attempt) {
        return tables.transact(writes)
                .chain(failedAt ->
                        failedAt.isPresent() && failedAt.get() > 0
                                ? retries.retry(
                                        attempt,
                                        next ->
                                                withCurrentLocations(
                                                        reservation, lines, step, now, next))
                                : Uni.createFrom().item(failedAt.isEmpty()));
    }

    /** Repeats the transaction with current keys, without deleted books. */
    private Uni<Boolean> withCurrentLocations(
            TransactWriteItem reservation,
            List<PricedLine> lines,
            ReservationStep step,
            Instant now,
            int attempt) {
        return names.locate(lines.stream().map(line -> BookNames.ofId(line.bookId())).toList())
                .chain(located -> {
                    List<TransactWriteItem> writes = new ArrayList<>();
                    writes.add(reservation);
                    lines.forEach(line -> add(writes, located, line, step, now));
                    return writeOrRetry(writes, reservation, lines, step, now, attempt);
                });
    }

    private static void add(
            List<TransactWriteItem> writes,
            Map<String, BookLocation> located,
            PricedLine line,
            ReservationStep step,
            Instant now) {
        BookLocation book = located.get(BookNames.ofId(line.bookId()));
        if (book != null) {
            writes.add(step.of(book, line.quantity(), now));
        }
    }
}
