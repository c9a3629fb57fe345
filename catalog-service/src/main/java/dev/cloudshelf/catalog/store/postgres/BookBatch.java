package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.COLUMNS;
import static dev.cloudshelf.catalog.store.postgres.BookRows.at;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportOutcome;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Isbn13;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One batch of an import: reads what is there, compares, and writes only what differs. */
final class BookBatch {

    /** Two imports at once take turns batch by batch, so that neither sees half of the other's. */
    private static final long IMPORT_LOCK = 0x636c_6f75_6473_6866L;

    private static final String TAKE_TURNS =
            "SELECT pg_advisory_xact_lock(%d)".formatted(IMPORT_LOCK);

    /** An array of hashes and not a subquery of them: only that lets all three indexes serve. */
    static final String EXISTING =
            """
            SELECT %s, import_key, title_author
            FROM books
            WHERE import_key = ANY ($1)
               OR isbn = ANY ($2)
               OR title_author = ANY (ARRAY(
                   SELECT md5(lower(wanted.title) || chr(31) || lower(wanted.author))
                   FROM unnest($3::text[], $4::text[]) AS wanted (title, author)))
            FOR NO KEY UPDATE
            """
                    .formatted(COLUMNS);

    private static final String UPDATE =
            """
            UPDATE books
            SET title = $2, author = $3, isbn = $4, price = $5, category = $6, description = $7,
                image_url = $8, language = $9, published_year = $10, average_rating = $11,
                ratings_count = $12, import_key = $13, updated_at = $14, version = version + 1
            WHERE id = $1
            """;

    private final Ids ids;

    BookBatch(Ids ids) {
        this.ids = ids;
    }

    Uni<List<ImportOutcome>> save(
            SqlConnection connection, List<BookDraft> rows, ImportDefaults defaults, Instant now) {
        return connection
                .query(TAKE_TURNS)
                .execute()
                .chain(() -> connection.preparedQuery(EXISTING).execute(keysOf(rows)))
                .chain(existing -> write(connection, plan(rows, existing, defaults, now)));
    }

    private static Tuple keysOf(List<BookDraft> rows) {
        return Tuple.tuple()
                .addArrayOfString(
                        rows.stream()
                                .map(BookDraft::importKey)
                                .filter(Objects::nonNull)
                                .toArray(String[]::new))
                .addArrayOfString(
                        rows.stream()
                                .map(BookDraft::isbn)
                                .filter(Objects::nonNull)
                                .map(Isbn13::digits)
                                .toArray(String[]::new))
                .addArrayOfString(rows.stream().map(BookDraft::title).toArray(String[]::new))
                .addArrayOfString(rows.stream().map(BookDraft::author).toArray(String[]::new));
    }

    /** What is to be written, and what is to be said of each row. */
    private record Plan(NewBooks inserts, List<Tuple> updates, List<ImportOutcome> outcomes) {}

    /** A book that is there, or will be once this batch is written. */
    private record Known(@Nullable Book book, @Nullable String importKey) {}

    private Plan plan(
            List<BookDraft> rows, RowSet<Row> existing, ImportDefaults defaults, Instant now) {
        Index index = new Index(existing);
        Plan plan = new Plan(new NewBooks(at(now)), new ArrayList<>(), new ArrayList<>());
        for (BookDraft draft : rows) {
            plan.outcomes().add(planRow(draft, index, plan, defaults, now));
        }
        return plan;
    }

    private ImportOutcome planRow(
            BookDraft draft, Index index, Plan plan, ImportDefaults defaults, Instant now) {
        Known same = index.find(draft).orElse(null);
        Known isbnOwner = draft.isbn() == null ? null : index.byIsbn.get(draft.isbn());
        if (isbnOwner != null && !isbnOwner.equals(same)) {
            return new ImportOutcome.Refused(
                    "isbn " + draft.isbn() + " belongs to another book already");
        }
        if (same == null) {
            return create(draft, index, plan, defaults);
        }
        if (same.book() == null) {
            return new ImportOutcome.Refused("the same book as an earlier row");
        }
        Tuple update = updateOf(same.book(), same.importKey(), draft, now);
        if (update == null) {
            return new ImportOutcome.Unchanged();
        }
        plan.updates().add(update);
        index.add(
                new Known(null, orElse(draft.importKey(), same.importKey())),
                orElse(draft.isbn(), same.book().isbn()),
                draft.title(),
                draft.author());
        return new ImportOutcome.Updated();
    }

    private ImportOutcome create(BookDraft draft, Index index, Plan plan, ImportDefaults defaults) {
        BigDecimal price = orElse(draft.price(), defaults.price());
        String category = orElse(draft.category(), defaults.category());
        if (price == null) {
            return new ImportOutcome.Refused("price is missing, and no default_price was given");
        }
        if (category == null) {
            return new ImportOutcome.Refused(
                    "category is missing, and no default_category was given");
        }
        Integer stock = orElse(draft.stockQuantity(), defaults.stockQuantity());
        plan.inserts().add(ids.next(), draft, price, category, stock == null ? 0 : stock);
        index.add(new Known(null, draft.importKey()), draft.isbn(), draft.title(), draft.author());
        return new ImportOutcome.Created();
    }

    /**
     * Stock is not compared: a file that is imported a second time must not bring back what was
     * sold in between.
     *
     * @return null when the row says nothing new
     */
    private static @Nullable Tuple updateOf(
            Book book, @Nullable String importKey, BookDraft draft, Instant now) {
        boolean same =
                draft.title().equals(book.title())
                        && draft.author().equals(book.author())
                        && keeps(draft.isbn(), book.isbn())
                        && keepsNumber(draft.price(), book.price().amount())
                        && keeps(draft.category(), book.category())
                        && keeps(draft.description(), book.description())
                        && keeps(draft.imageUrl(), book.imageUrl())
                        && keeps(draft.language(), book.language())
                        && keeps(draft.publishedYear(), book.publishedYear())
                        && keepsNumber(draft.averageRating(), book.averageRating())
                        && keeps(draft.ratingsCount(), book.ratingsCount())
                        && keeps(draft.importKey(), importKey);
        if (same) {
            return null;
        }
        return Tuple.tuple()
                .addUUID(book.id())
                .addString(draft.title())
                .addString(draft.author())
                .addString(digits(orElse(draft.isbn(), book.isbn())))
                .addBigDecimal(orElse(draft.price(), book.price().amount()))
                .addString(orElse(draft.category(), book.category()))
                .addString(orElse(draft.description(), book.description()))
                .addString(orElse(draft.imageUrl(), book.imageUrl()))
                .addString(orElse(draft.language(), book.language()))
                .addInteger(orElse(draft.publishedYear(), book.publishedYear()))
                .addBigDecimal(orElse(draft.averageRating(), book.averageRating()))
                .addInteger(orElse(draft.ratingsCount(), book.ratingsCount()))
                .addString(orElse(draft.importKey(), importKey))
                .addOffsetDateTime(at(now));
    }

    private static Uni<List<ImportOutcome>> write(SqlConnection connection, Plan plan) {
        return plan.inserts()
                .insert(connection)
                .chain(() ->
                        plan.updates().isEmpty()
                                ? Uni.createFrom().voidItem()
                                : connection
                                        .preparedQuery(UPDATE)
                                        .executeBatch(plan.updates())
                                        .replaceWithVoid())
                .replaceWith(plan.outcomes());
    }

    private static boolean keeps(@Nullable Object said, @Nullable Object there) {
        return said == null || said.equals(there);
    }

    /** 4.2 and 4.20 are the same rating. */
    private static boolean keepsNumber(@Nullable BigDecimal said, @Nullable BigDecimal there) {
        return said == null || (there != null && said.compareTo(there) == 0);
    }

    private static <T> @Nullable T orElse(@Nullable T said, @Nullable T otherwise) {
        return said == null ? otherwise : said;
    }

    private static @Nullable String digits(@Nullable Isbn13 isbn) {
        return isbn == null ? null : isbn.digits();
    }

    /** Finds a row's book by the source's key, else by ISBN, else by title and author. */
    private static final class Index {
        private final Map<String, Known> byKey = new HashMap<>();
        private final Map<Isbn13, Known> byIsbn = new HashMap<>();
        private final Map<String, Known> byTitleAndAuthor = new HashMap<>();

        Index(RowSet<Row> existing) {
            for (Row row : existing) {
                Book book = BookRows.book(row);
                Known known = new Known(book, row.getString(BookRows.NEXT_COLUMN));
                add(known, book.isbn(), book.title(), book.author());
            }
        }

        void add(Known known, @Nullable Isbn13 isbn, String title, String author) {
            if (known.importKey() != null) {
                byKey.put(known.importKey(), known);
            }
            if (isbn != null) {
                byIsbn.put(isbn, known);
            } else if (known.importKey() == null) {
                byTitleAndAuthor.putIfAbsent(titleAndAuthor(title, author), known);
            }
        }

        /** A book of another source's key is never taken for this row's, whatever its ISBN. */
        Optional<Known> find(BookDraft draft) {
            Known byItsKey = draft.importKey() == null ? null : byKey.get(draft.importKey());
            if (byItsKey != null) {
                return Optional.of(byItsKey);
            }
            if (draft.isbn() != null) {
                return Optional.ofNullable(byIsbn.get(draft.isbn()))
                        .filter(k -> draft.importKey() == null || k.importKey() == null);
            }
            return draft.importKey() != null
                    ? Optional.empty()
                    : Optional.ofNullable(
                            byTitleAndAuthor.get(titleAndAuthor(draft.title(), draft.author())));
        }

        private static String titleAndAuthor(String title, String author) {
            return title.toLowerCase(Locale.ROOT) + '\u001f' + author.toLowerCase(Locale.ROOT);
        }
    }
}
