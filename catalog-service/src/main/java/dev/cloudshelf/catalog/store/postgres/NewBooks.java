package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookDraft;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Books of a batch that are not there yet, column by column: one statement inserts them all. */
final class NewBooks {

    private static final String INSERT =
            """
            INSERT INTO books (
                id, title, author, isbn, price, category, description, image_url, language,
                published_year, average_rating, ratings_count, stock_quantity, import_key,
                created_at, updated_at)
            SELECT *, $15, $15
            FROM unnest(
                $1::uuid[], $2::text[], $3::text[], $4::text[], $5::numeric[], $6::text[],
                $7::text[], $8::text[], $9::text[], $10::smallint[], $11::numeric[],
                $12::integer[], $13::integer[], $14::text[])
            """;

    private final OffsetDateTime at;
    private final List<UUID> ids = new ArrayList<>();
    private final List<BookDraft> drafts = new ArrayList<>();
    private final List<BigDecimal> prices = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private final List<Integer> stock = new ArrayList<>();

    /**
     * @param at when they are made
     */
    NewBooks(OffsetDateTime at) {
        this.at = at;
    }

    /** What a draft may leave open has been decided. */
    void add(UUID id, BookDraft draft, BigDecimal price, String category, int copies) {
        ids.add(id);
        drafts.add(draft);
        prices.add(price);
        categories.add(category);
        stock.add(copies);
    }

    Uni<Void> insert(SqlConnection connection) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(INSERT).execute(columns()).replaceWithVoid();
    }

    private Tuple columns() {
        return Tuple.tuple()
                .addArrayOfUUID(ids.toArray(UUID[]::new))
                .addArrayOfString(texts(BookDraft::title))
                .addArrayOfString(texts(BookDraft::author))
                .addArrayOfString(texts(d -> d.isbn() == null ? null : d.isbn().digits()))
                .addValue(prices.toArray(BigDecimal[]::new))
                .addArrayOfString(categories.toArray(String[]::new))
                .addArrayOfString(texts(BookDraft::description))
                .addArrayOfString(texts(BookDraft::imageUrl))
                .addArrayOfString(texts(BookDraft::language))
                .addArrayOfShort(
                        drafts.stream()
                                .map(BookDraft::publishedYear)
                                .map(year -> year == null ? null : year.shortValue())
                                .toArray(Short[]::new))
                .addValue(drafts.stream().map(BookDraft::averageRating).toArray(BigDecimal[]::new))
                .addArrayOfInteger(
                        drafts.stream().map(BookDraft::ratingsCount).toArray(Integer[]::new))
                .addArrayOfInteger(stock.toArray(Integer[]::new))
                .addArrayOfString(texts(BookDraft::importKey))
                .addOffsetDateTime(at);
    }

    /** A column that may be empty. */
    private interface Text {
        @Nullable String of(BookDraft draft);
    }

    private String[] texts(Text text) {
        return drafts.stream().map(text::of).toArray(String[]::new);
    }
}
