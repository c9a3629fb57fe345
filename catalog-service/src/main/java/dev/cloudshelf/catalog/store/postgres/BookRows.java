package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of the table books as {@link Book}s, by column index, which is cheaper than by name.
 */
final class BookRows {

    static final String COLUMNS =
            """
            id, title, author, isbn, price, currency, category, description, image_url, language, \
            published_year, average_rating, ratings_count, stock_quantity, sold_count, created_at, \
            updated_at, version\
            """;

    /** The index of the first column that a statement adds. */
    static final int NEXT_COLUMN = 18;

    static final String BY_ID = "SELECT " + COLUMNS + " FROM books WHERE id = $1";

    /**
     * The array comes from a subquery, so that the planner does not see its length. Otherwise it
     * would make a new plan each time, which takes longer than the read because the table has many
     * indexes.
     */
    static final String BY_IDS_UNORDERED =
            "SELECT " + COLUMNS + " FROM books WHERE id = ANY((SELECT $1::uuid[])::uuid[])";

    private static final String BY_IDS = BY_IDS_UNORDERED + " ORDER BY array_position($1, id)";

    private BookRows() {}

    static Uni<Optional<Book>> byId(SqlClient client, UUID id) {
        return one(client, BY_ID, Tuple.of(id));
    }

    /** Runs a statement that selects {@link #COLUMNS} of at most one book. */
    static Uni<Optional<Book>> one(SqlClient client, String sql, Tuple parameters) {
        return client.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? Optional.of(book(found.next())) : Optional.empty();
                });
    }

    /**
     * @return the existing books among these, in the order of the ids
     */
    static Uni<List<Book>> byIds(SqlClient client, List<UUID> ids) {
        return several(client, BY_IDS, ids);
    }

    /**
     * @return the existing books among these, in any order
     */
    static Uni<List<Book>> byIdsUnordered(SqlClient client, List<UUID> ids) {
        return several(client, BY_IDS_UNORDERED, ids);
    }

    private static Uni<List<Book>> several(SqlClient client, String sql, List<UUID> ids) {
        return client.preparedQuery(sql)
                .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
                .map(BookRows::books);
    }

    static List<Book> books(RowSet<Row> rows) {
        List<Book> books = new ArrayList<>(rows.size());
        rows.forEach(row -> books.add(book(row)));
        return books;
    }

    static Book book(Row row) {
        return new Book(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                isbn(row.getString(3)),
                new Money(row.getBigDecimal(4), Currency.getInstance(row.getString(5))),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getInteger(10),
                row.getBigDecimal(11),
                row.getInteger(12),
                row.getInteger(13),
                row.getInteger(14),
                instant(row.getOffsetDateTime(15)),
                instant(row.getOffsetDateTime(16)),
                row.getLong(17));
    }

    static @Nullable Isbn13 isbn(@Nullable String digits) {
        return digits == null ? null : new Isbn13(digits);
    }

    static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
