package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Money;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Rows of the table books as {@link Book}s, by position: looking columns up by name costs more. */
final class BookRows {

    static final String COLUMNS =
            """
            id, title, author, isbn, price, currency, category, description, image_url, language, \
            published_year, average_rating, ratings_count, stock_quantity, sold_count, created_at, \
            updated_at, version\
            """;

    /** Where a statement may add columns of its own. */
    static final int NEXT_COLUMN = 18;

    private BookRows() {}

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
