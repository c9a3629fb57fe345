package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.at;
import static java.util.Objects.requireNonNull;

import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.PricedLine;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.kernel.Money;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reservations in {@code stock_reservations} and their lines. The row of the order is always locked
 * first and the books after it in order of their ids, so that no two transactions wait for each
 * other.
 */
public final class PostgresReservationStore implements ReservationStore {

    private final Pool pool;

    public PostgresReservationStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Reserved> reserve(UUID orderId, List<Line> lines, Instant now, Instant expiresAt) {
        return Outage.named(
                pool.withTransaction(connection ->
                                insert(connection, orderId, Status.RESERVED, now, expiresAt)
                                        .chain(isNew ->
                                                isNew
                                                        ? hold(
                                                                connection,
                                                                orderId,
                                                                lines,
                                                                now,
                                                                expiresAt)
                                                        : existing(connection, orderId)))
                        // The transaction is rolled back by a failure and by nothing else.
                        .onFailure(NotEnough.class)
                        .recoverWithItem(failure -> new Reserved.OutOfStock(failure.shortages())));
    }

    /**
     * @return whether the order had no reservation before; a racing insert is waited for
     */
    private static Uni<Boolean> insert(
            SqlConnection connection, UUID orderId, Status status, Instant now, Instant expiresAt) {
        return connection
                .preparedQuery(
                        """
                        INSERT INTO stock_reservations (order_id, status, created_at, expires_at)
                        VALUES ($1, $2, $3, $4)
                        ON CONFLICT (order_id) DO NOTHING
                        """)
                .execute(Tuple.of(orderId, sqlName(status), at(now), at(expiresAt)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Uni<Reserved> existing(SqlConnection connection, UUID orderId) {
        return find(connection, orderId)
                .map(Optional::orElseThrow)
                .map(reservation ->
                        reservation.status() == Status.RELEASED
                                ? new Reserved.ReleasedBefore()
                                : new Reserved.Held(reservation));
    }

    private static Uni<Reserved> hold(
            SqlConnection connection,
            UUID orderId,
            List<Line> lines,
            Instant now,
            Instant expiresAt) {
        UUID[] books = lines.stream().map(Line::bookId).toArray(UUID[]::new);
        Integer[] quantities = lines.stream().map(Line::quantity).toArray(Integer[]::new);
        return connection
                .preparedQuery(
                        """
                        SELECT id, title, price, currency, stock_quantity
                        FROM books
                        WHERE id = ANY ($1)
                        ORDER BY id
                        FOR NO KEY UPDATE
                        """)
                .execute(Tuple.tuple().addArrayOfUUID(books))
                .map(rows -> priced(lines, rows))
                .call(() -> takeFromStock(connection, books, quantities, now))
                .call(priced -> insertLines(connection, orderId, priced))
                .map(priced ->
                        new Reserved.Held(
                                new Reservation(orderId, Status.RESERVED, priced, expiresAt)));
    }

    /** Prices the lines by the books that are locked now, or fails with what is short. */
    private static List<PricedLine> priced(List<Line> lines, RowSet<Row> books) {
        Map<UUID, Integer> wanted = new HashMap<>();
        lines.forEach(line -> wanted.put(line.bookId(), line.quantity()));
        List<PricedLine> priced = new ArrayList<>();
        List<Shortage> shortages = new ArrayList<>();
        for (Row book : books) {
            UUID id = book.getUUID(0);
            int quantity = requireNonNull(wanted.remove(id));
            int available = book.getInteger(4);
            if (available < quantity) {
                shortages.add(new Shortage(id, quantity, available));
            }
            priced.add(new PricedLine(id, book.getString(1), money(book, 2), quantity));
        }
        wanted.forEach((gone, quantity) -> shortages.add(new Shortage(gone, quantity, 0)));
        if (!shortages.isEmpty()) {
            throw new NotEnough(shortages);
        }
        return priced;
    }

    private static Uni<RowSet<Row>> takeFromStock(
            SqlConnection connection, UUID[] books, Integer[] quantities, Instant now) {
        return connection
                .preparedQuery(
                        """
                        UPDATE books
                        SET stock_quantity = stock_quantity - line.quantity,
                            updated_at = $3,
                            version = version + 1
                        FROM unnest($1::uuid[], $2::int[]) AS line (book_id, quantity)
                        WHERE books.id = line.book_id
                        """)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(books)
                                .addArrayOfInteger(quantities)
                                .addOffsetDateTime(at(now)));
    }

    private static Uni<RowSet<Row>> insertLines(
            SqlConnection connection, UUID orderId, List<PricedLine> lines) {
        return connection
                .preparedQuery(
                        """
                        INSERT INTO stock_reservation_lines
                            (order_id, book_id, title, price, currency, quantity)
                        VALUES ($1, $2, $3, $4, $5, $6)
                        """)
                .executeBatch(
                        lines.stream()
                                .map(line ->
                                        Tuple.of(
                                                orderId,
                                                line.bookId(),
                                                line.title(),
                                                line.price().amount(),
                                                line.price().currency().getCurrencyCode(),
                                                line.quantity()))
                                .toList());
    }

    @Override
    public Uni<Confirmed> confirm(UUID orderId, Instant now) {
        return Outage.named(
                pool.withTransaction(connection ->
                        settle(connection, orderId, Status.CONFIRMED, now)
                                .chain(settled ->
                                        settled
                                                ? countSold(connection, orderId)
                                                : Uni.createFrom().voidItem())
                                .chain(() -> find(connection, orderId))
                                .map(PostgresReservationStore::confirmation)));
    }

    private static Confirmed confirmation(Optional<Reservation> reservation) {
        if (reservation.isEmpty()) {
            return new Confirmed.Unknown();
        }
        return reservation.get().status() == Status.CONFIRMED
                ? new Confirmed.Done(reservation.get())
                : new Confirmed.ReleasedBefore();
    }

    @Override
    public Uni<Released> release(UUID orderId, Instant now) {
        return Outage.named(
                pool.withTransaction(connection ->
                        insert(connection, orderId, Status.RELEASED, now, now)
                                .chain(isTombstone ->
                                        isTombstone
                                                ? Uni.createFrom().item(new Released.Done())
                                                : giveBack(connection, orderId, now))));
    }

    private static Uni<Released> giveBack(SqlConnection connection, UUID orderId, Instant now) {
        return settle(connection, orderId, Status.RELEASED, now)
                .chain(settled ->
                        settled
                                ? returnToStock(connection, orderId, now)
                                : Uni.createFrom().voidItem())
                .chain(() -> find(connection, orderId))
                .map(Optional::orElseThrow)
                .map(reservation ->
                        reservation.status() == Status.CONFIRMED
                                ? new Released.ConfirmedBefore()
                                : new Released.Done());
    }

    @Override
    public Uni<Integer> releaseExpired(Instant now, int limit) {
        return Outage.named(
                        pool.preparedQuery(
                                        """
                                        SELECT order_id
                                        FROM stock_reservations
                                        WHERE status = 'reserved' AND expires_at < $1
                                        ORDER BY expires_at
                                        LIMIT $2
                                        """)
                                .execute(Tuple.of(at(now), limit)))
                .chain(rows ->
                        Multi.createFrom()
                                .iterable(rows)
                                // A confirmation that came in between wins.
                                .onItem()
                                .transformToUniAndConcatenate(row -> release(row.getUUID(0), now))
                                .filter(Released.Done.class::isInstance)
                                .collect()
                                .with(java.util.stream.Collectors.counting()))
                .map(Long::intValue);
    }

    /**
     * @return whether this call moved the reservation out of 'reserved'
     */
    private static Uni<Boolean> settle(
            SqlConnection connection, UUID orderId, Status status, Instant now) {
        return connection
                .preparedQuery(
                        """
                        UPDATE stock_reservations
                        SET status = $2, settled_at = $3
                        WHERE order_id = $1 AND status = 'reserved'
                        """)
                .execute(Tuple.of(orderId, sqlName(status), at(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** No new version of the book: how often it was sold is not in what readers see of it. */
    private static Uni<Void> countSold(SqlConnection connection, UUID orderId) {
        return connection
                .preparedQuery(changeBooks("sold_count = sold_count + line.quantity"))
                .execute(Tuple.of(orderId))
                .replaceWithVoid();
    }

    private static Uni<Void> returnToStock(SqlConnection connection, UUID orderId, Instant now) {
        return connection
                .preparedQuery(
                        changeBooks(
                                "stock_quantity = stock_quantity + line.quantity,"
                                        + " updated_at = $2, version = version + 1"))
                .execute(Tuple.of(orderId, at(now)))
                .replaceWithVoid();
    }

    /** Locks the order's books by id before it changes the first of them. */
    private static String changeBooks(String change) {
        return """
        WITH line AS MATERIALIZED (
            SELECT books.id, lines.quantity
            FROM stock_reservation_lines lines
            JOIN books ON books.id = lines.book_id
            WHERE lines.order_id = $1
            ORDER BY books.id
            FOR NO KEY UPDATE OF books
        )
        UPDATE books
        SET %s
        FROM line
        WHERE books.id = line.id
        """
                .formatted(change);
    }

    private static Uni<Optional<Reservation>> find(SqlConnection connection, UUID orderId) {
        return connection
                .preparedQuery(
                        """
                        SELECT r.status, r.expires_at, l.book_id, l.title, l.price, l.currency, l.quantity
                        FROM stock_reservations r
                        LEFT JOIN stock_reservation_lines l USING (order_id)
                        WHERE order_id = $1
                        ORDER BY l.book_id
                        """)
                .execute(Tuple.of(orderId))
                .map(rows -> reservation(orderId, rows));
    }

    private static Optional<Reservation> reservation(UUID orderId, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        List<PricedLine> lines = new ArrayList<>();
        for (Row row : rows) {
            if (row.getUUID(2) != null) {
                lines.add(
                        new PricedLine(
                                row.getUUID(2),
                                row.getString(3),
                                money(row, 4),
                                row.getInteger(6)));
            }
        }
        Row first = rows.iterator().next();
        return Optional.of(
                new Reservation(
                        orderId,
                        Status.valueOf(first.getString(0).toUpperCase(Locale.ROOT)),
                        lines,
                        first.getOffsetDateTime(1).toInstant()));
    }

    private static Money money(Row row, int column) {
        return new Money(
                row.getBigDecimal(column), Currency.getInstance(row.getString(column + 1)));
    }

    private static String sqlName(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** Makes the transaction roll back; never leaves this class. */
    private static final class NotEnough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Shortage> shortages;

        NotEnough(List<Shortage> shortages) {
            super("out of stock", null, false, false);
            this.shortages = List.copyOf(shortages);
        }

        List<Shortage> shortages() {
            return shortages;
        }
    }
}
