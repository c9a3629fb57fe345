package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.postgres.BookRows.COLUMNS;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookChange;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.CategoryCount;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.Facets;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportOutcome;
import dev.cloudshelf.catalog.domain.StockChange;
import dev.cloudshelf.catalog.domain.Suggestion;
import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores books in the table {@code books}. */
public final class PostgresBookStore implements BookStore {

    private static final String BY_ISBN = "SELECT " + COLUMNS + " FROM books WHERE isbn = $1";

    private final Pool pool;
    private final BookLoader loader;
    private final BookFinder finder;
    private final BookEdits edits;
    private final StockEdits stock;
    private final ImportBatch batch;

    public PostgresBookStore(Pool pool, Ids ids) {
        this.pool = pool;
        this.loader = new BookLoader(pool);
        this.finder = new BookFinder(pool);
        this.edits = new BookEdits(pool);
        this.stock = new StockEdits(pool);
        this.batch = new ImportBatch(ids);
    }

    @Override
    public Uni<Optional<Book>> byId(UUID id) {
        return Outage.asUnavailable(loader.byId(id));
    }

    @Override
    public Uni<Optional<Book>> byIsbn(Isbn13 isbn) {
        return Outage.asUnavailable(BookRows.one(pool, BY_ISBN, Tuple.of(isbn.digits())));
    }

    @Override
    public Uni<List<Book>> byIds(List<UUID> ids) {
        return Outage.asUnavailable(BookRows.byIds(pool, ids));
    }

    @Override
    public Uni<Optional<Page<Book>>> find(BookQuery query) {
        return Outage.asUnavailable(finder.find(query));
    }

    @Override
    public Uni<Optional<Facets>> facets(BookQuery query) {
        return Outage.asUnavailable(finder.facets(query));
    }

    @Override
    public Uni<List<Suggestion>> suggestions(String typed) {
        return Outage.asUnavailable(Suggestions.of(pool, typed));
    }

    @Override
    public Uni<Optional<List<Book>>> related(UUID id, int limit) {
        return Outage.asUnavailable(RelatedBooks.of(pool, id, limit))
                .chain(books ->
                        books.isEmpty()
                                ? byId(id).map(book -> book.map(alone -> books))
                                : Uni.createFrom().item(Optional.of(books)));
    }

    @Override
    public Uni<Page<CategoryCount>> categories(@Nullable String after, int limit) {
        return Outage.asUnavailable(
                        pool.preparedQuery(
                                        """
                                        SELECT category, count(*)
                                        FROM books
                                        WHERE category > $1
                                        GROUP BY category
                                        ORDER BY category
                                        LIMIT $2
                                        """)
                                .execute(Tuple.of(after == null ? "" : after, limit + 1)))
                .map(rows -> {
                    List<CategoryCount> counts = new ArrayList<>();
                    rows.forEach(
                            row -> counts.add(new CategoryCount(row.getString(0), row.getLong(1))));
                    return Page.of(counts, limit, last -> Cursor.of(last.category()));
                });
    }

    @Override
    public Uni<BookChange> create(UUID id, BookDraft draft, Edit edit) {
        return Outage.asUnavailable(edits.create(id, draft, edit));
    }

    @Override
    public Uni<BookChange> replace(
            UUID id, BookDraft draft, OptionalLong expectedVersion, Edit edit) {
        return Outage.asUnavailable(edits.replace(id, draft, expectedVersion, edit));
    }

    @Override
    public Uni<BookChange> delete(UUID id, OptionalLong expectedVersion, Edit edit) {
        return Outage.asUnavailable(edits.delete(id, expectedVersion, edit));
    }

    @Override
    public Uni<StockChange> setStock(
            UUID id, int quantity, OptionalLong expectedVersion, Edit edit) {
        return Outage.asUnavailable(stock.set(id, quantity, expectedVersion, edit));
    }

    @Override
    public Uni<StockChange> addStock(UUID id, int delta, Edit edit) {
        return Outage.asUnavailable(stock.add(id, delta, edit));
    }

    @Override
    public Uni<List<ImportOutcome>> save(List<BookDraft> rows, ImportDefaults defaults, Edit edit) {
        return Outage.asUnavailable(
                Collision.retrying(
                        pool.withTransaction(
                                connection -> batch.save(connection, rows, defaults, edit))));
    }
}
