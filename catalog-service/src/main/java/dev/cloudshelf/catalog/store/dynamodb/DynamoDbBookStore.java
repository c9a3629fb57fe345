package dev.cloudshelf.catalog.store.dynamodb;

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
import dev.cloudshelf.catalog.domain.SearchCapability;
import dev.cloudshelf.catalog.domain.StockChange;
import dev.cloudshelf.catalog.domain.Suggestion;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Stores books in {@code cloudshelf-books}, and the names and words that find them in other tables.
 */
public final class DynamoDbBookStore implements BookStore {

    private final BookReader reader;
    private final BookFinder finder;
    private final Suggestions suggestions;
    private final RelatedBooks related;
    private final Categories categories;
    private final BookEdits edits;
    private final ImportBatch batch;

    public DynamoDbBookStore(DynamoDbAsyncClient client, Ids ids) {
        Tables tables = BookItem.tables(client);
        this.reader = BookReader.of(tables);
        this.finder = new BookFinder(reader);
        this.suggestions = new Suggestions(tables);
        this.related = new RelatedBooks(reader);
        this.categories = new Categories(tables);
        this.edits = new BookEdits(reader, reader.retries());
        this.batch = new ImportBatch(reader, new TransactionBatcher(tables), reader.retries(), ids);
    }

    @Override
    public SearchCapability capability() {
        return BookFinder.CAPABILITY;
    }

    @Override
    public Uni<Optional<Book>> byId(UUID id) {
        return reader.byId(id).map(found -> found.map(BookItem::book));
    }

    @Override
    public Uni<Optional<Book>> byIsbn(Isbn13 isbn) {
        return reader.byName(BookNames.ofIsbn(isbn)).map(found -> found.map(BookItem::book));
    }

    @Override
    public Uni<List<Book>> byIds(List<UUID> ids) {
        return reader.byIds(ids)
                .map(found ->
                        ids.stream()
                                .distinct()
                                .map(id -> Optional.ofNullable(found.get(id)))
                                .flatMap(Optional::stream)
                                .map(BookItem::book)
                                .toList());
    }

    @Override
    public Uni<Optional<Page<Book>>> find(BookQuery query) {
        return finder.find(query);
    }

    /** Not supported, as {@link #capability} tells. */
    @Override
    public Uni<Optional<Facets>> facets(BookQuery query) {
        throw new UnsupportedOperationException("Beyond this store: facets");
    }

    @Override
    public Uni<List<Suggestion>> suggestions(String typed) {
        return suggestions.of(typed);
    }

    @Override
    public Uni<Optional<List<Book>>> related(UUID id, int limit) {
        return related.of(id, limit);
    }

    @Override
    public Uni<Page<CategoryCount>> categories(@Nullable String after, int limit) {
        return categories.page(after, limit);
    }

    @Override
    public Uni<BookChange> create(UUID id, BookDraft draft, Edit edit) {
        return edits.create(id, draft, edit);
    }

    @Override
    public Uni<BookChange> replace(
            UUID id, BookDraft draft, OptionalLong expectedVersion, Edit edit) {
        return edits.replace(id, draft, expectedVersion, edit);
    }

    @Override
    public Uni<BookChange> delete(UUID id, OptionalLong expectedVersion, Edit edit) {
        return edits.delete(id, expectedVersion, edit);
    }

    @Override
    public Uni<StockChange> setStock(
            UUID id, int quantity, OptionalLong expectedVersion, Edit edit) {
        return edits.setStock(id, quantity, expectedVersion, edit);
    }

    @Override
    public Uni<StockChange> addStock(UUID id, int delta, Edit edit) {
        return edits.addStock(id, delta, edit);
    }

    @Override
    public Uni<List<ImportOutcome>> save(List<BookDraft> rows, ImportDefaults defaults, Edit edit) {
        return batch.save(rows, defaults, edit);
    }
}
