package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportOutcome;
import dev.cloudshelf.catalog.store.postgres.KnownBooks.Known;
import dev.cloudshelf.kernel.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports one batch: reads the existing books, compares, and writes only differences. */
final class ImportBatch {

    private static final long TITLES_LOCK = 0x636c_6f75_6473_6866L;

    /**
     * Nothing in the table prevents two batches from creating the same book if it has neither key
     * nor ISBN, so batches with such rows run one at a time. Of the others, two may write at once.
     */
    private static final String LOCK_TITLES =
            "SELECT pg_advisory_xact_lock(%d)".formatted(TITLES_LOCK);

    /**
     * A batch of 500 books may wait for the one before it, and takes longer than any other request;
     * the limit is below the batch deadline of {@code ImportBooks}.
     */
    private static final String LONG_TIMEOUTS =
            """
            SELECT set_config('lock_timeout', '20s', true),
                   set_config('statement_timeout', '25s', true)
            """;

    private final Ids ids;

    ImportBatch(Ids ids) {
        this.ids = ids;
    }

    Uni<List<ImportOutcome>> save(
            SqlConnection connection, List<BookDraft> rows, ImportDefaults defaults, Edit edit) {
        return connection
                .query(LONG_TIMEOUTS)
                .execute()
                .chain(() -> lockTitlesIfNeeded(connection, rows))
                .chain(() -> KnownBooks.of(connection, rows))
                .map(known -> plan(rows, known, defaults))
                .chain(plan ->
                        plan.inserts()
                                .insert(connection, edit)
                                .chain(() -> plan.updates().update(connection, edit))
                                .replaceWith(plan.outcomes()));
    }

    private static Uni<Void> lockTitlesIfNeeded(SqlConnection connection, List<BookDraft> rows) {
        return rows.stream().anyMatch(BookDraft::isKnownByTitleOnly)
                ? connection.query(LOCK_TITLES).execute().replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** The books to write, and the outcome of each row. */
    private record Plan(NewBooks inserts, ChangedBooks updates, List<ImportOutcome> outcomes) {}

    private Plan plan(List<BookDraft> rows, KnownBooks known, ImportDefaults defaults) {
        Plan plan = new Plan(new NewBooks(), new ChangedBooks(), new ArrayList<>());
        for (BookDraft draft : rows) {
            plan.outcomes().add(planRow(draft, known, plan, defaults));
        }
        return plan;
    }

    private ImportOutcome planRow(
            BookDraft draft, KnownBooks known, Plan plan, ImportDefaults defaults) {
        Known same = known.find(draft).orElse(null);
        Known isbnOwner = draft.isbn() == null ? null : known.ownerOf(draft.isbn()).orElse(null);
        if (isbnOwner != null && !isbnOwner.equals(same)) {
            return new ImportOutcome.Rejected(
                    "isbn " + draft.isbn() + " belongs to another book already");
        }
        if (same == null) {
            return create(draft, known, plan, defaults);
        }
        if (same.book() == null) {
            return new ImportOutcome.Rejected("the same book as an earlier row");
        }
        if (!plan.updates().add(same.book(), same.importKey(), draft)) {
            return new ImportOutcome.Unchanged();
        }
        known.add(
                new Known(null, orElse(draft.importKey(), same.importKey())),
                orElse(draft.isbn(), same.book().isbn()),
                draft.title(),
                draft.author());
        return new ImportOutcome.Updated();
    }

    private ImportOutcome create(
            BookDraft draft, KnownBooks known, Plan plan, ImportDefaults defaults) {
        BigDecimal price = orElse(draft.price(), defaults.price());
        String category = orElse(draft.category(), defaults.category());
        if (price == null) {
            return new ImportOutcome.Rejected("price is missing, and no default_price was given");
        }
        if (category == null) {
            return new ImportOutcome.Rejected(
                    "category is missing, and no default_category was given");
        }
        Integer stock = orElse(draft.stockQuantity(), defaults.stockQuantity());
        plan.inserts().add(ids.next(), draft.with(price, category, stock == null ? 0 : stock));
        known.add(new Known(null, draft.importKey()), draft.isbn(), draft.title(), draft.author());
        return new ImportOutcome.Created();
    }

    private static <T> @Nullable T orElse(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}
