package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookDraft;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Books as arrays of column values, so that one statement writes any number of them. */
final class BookColumns {

    /** The columns of the table, in the order of {@link #parameters}. */
    static final String NAMES =
            """
            id, title, author, isbn, price, category, description, image_url, language, \
            published_year, average_rating, ratings_count, import_key, stock_quantity\
            """;

    private final List<UUID> ids = new ArrayList<>();
    private final List<BookDraft> drafts = new ArrayList<>();

    /** Returns SQL that turns the first fourteen parameters into rows. */
    static String unnested(String alias) {
        return """
        unnest(
            $1::uuid[], $2::text[], $3::text[], $4::text[], $5::numeric[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::smallint[], $11::numeric[], $12::integer[], $13::text[],
            $14::integer[])
            AS %s (%s)\
        """
                .formatted(alias, NAMES);
    }

    void add(UUID id, BookDraft draft) {
        ids.add(id);
        drafts.add(draft);
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** Returns the fourteen parameters; a statement may add more. */
    Tuple parameters() {
        return Tuple.tuple()
                .addArrayOfUUID(ids.toArray(UUID[]::new))
                .addArrayOfString(texts(BookDraft::title))
                .addArrayOfString(texts(BookDraft::author))
                .addArrayOfString(texts(d -> d.isbn() == null ? null : d.isbn().digits()))
                .addValue(column(BookDraft::price).toArray(BigDecimal[]::new))
                .addArrayOfString(texts(BookDraft::category))
                .addArrayOfString(texts(BookDraft::description))
                .addArrayOfString(texts(BookDraft::imageUrl))
                .addArrayOfString(texts(BookDraft::language))
                .addArrayOfShort(
                        column(BookDraft::publishedYear).stream()
                                .map(year -> year == null ? null : year.shortValue())
                                .toArray(Short[]::new))
                .addValue(column(BookDraft::averageRating).toArray(BigDecimal[]::new))
                .addArrayOfInteger(column(BookDraft::ratingsCount).toArray(Integer[]::new))
                .addArrayOfString(texts(BookDraft::importKey))
                .addArrayOfInteger(column(BookDraft::stockQuantity).toArray(Integer[]::new));
    }

    private String[] texts(Function<BookDraft, @Nullable String> text) {
        return column(text).toArray(String[]::new);
    }

    /** Returns one column, with nulls for missing values. */
    private <T> List<@Nullable T> column(Function<BookDraft, @Nullable T> value) {
        List<@Nullable T> column = new ArrayList<>(drafts.size());
        for (BookDraft draft : drafts) {
            column.add(value.apply(draft));
        }
        return column;
    }
}
