package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.PricedLine;
import dev.cloudshelf.catalog.domain.Reservation.Status;
import dev.cloudshelf.kernel.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Converts joined rows of a reservation and its lines, one row per line, into a {@link
 * Reservation}.
 */
final class ReservationRows {

    /**
     * The columns of {@code reservation}, left joined with {@code line}, in the order that is read
     * here.
     */
    static final String COLUMNS =
            """
            reservation.status, reservation.expires_at, \
            line.book_id, line.title, line.price, line.currency, line.category, line.quantity\
            """;

    private static final String BY_ORDER =
            """
            SELECT %s
            FROM stock_reservations reservation
            LEFT JOIN stock_reservation_lines line USING (order_id)
            WHERE order_id = $1
            ORDER BY line.book_id
            """
                    .formatted(COLUMNS);

    private ReservationRows() {}

    static Uni<Optional<Reservation>> find(SqlClient client, UUID orderId) {
        return client.preparedQuery(BY_ORDER)
                .execute(Tuple.of(orderId))
                .map(rows -> reservation(orderId, rows));
    }

    /**
     * @return empty without rows
     */
    static Optional<Reservation> reservation(UUID orderId, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        List<PricedLine> lines = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (row.getUUID(2) != null) {
                lines.add(line(row));
            }
        }
        Row first = rows.iterator().next();
        return Optional.of(
                new Reservation(
                        orderId,
                        status(first.getString(0)),
                        lines,
                        BookRows.instant(first.getOffsetDateTime(1))));
    }

    private static PricedLine line(Row row) {
        return new PricedLine(
                row.getUUID(2),
                row.getString(3),
                new Money(row.getBigDecimal(4), Currency.getInstance(row.getString(5))),
                row.getString(6),
                row.getInteger(7));
    }

    private static Status status(String sqlName) {
        return Status.valueOf(sqlName.toUpperCase(Locale.ROOT));
    }

    static String sqlName(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
