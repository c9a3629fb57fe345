package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookChange;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookRegister;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.StockChange;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Changes of single books. Each book is read, and written together with its audit log entry in one
 * transaction, on condition that nobody has changed it since. After a concurrent change it is read
 * again.
 */
record BookEdits(BookReader reader, Retries retries) implements BookRegister {

    private static final Optional<Integer> DONE = Optional.empty();

    @Override
    public Uni<BookChange> create(UUID id, BookDraft draft, Edit edit) {
        BookItem after = new BookItem(BookFactory.created(id, draft, edit.at()), null, 0);
        BookWrite write = BookWrite.create(after);
        return transact(write, null, after, edit)
                .map(failedAt -> {
                    if (failedAt.equals(DONE)) {
                        return new BookChange.Done(after.book());
                    }
                    if (failedAt.get() == write.isbnAt()) {
                        return new BookChange.IsbnTaken();
                    }
                    throw new IllegalStateException("There is a book " + id);
                });
    }

    @Override
    public Uni<BookChange> replace(
            UUID id, BookDraft draft, OptionalLong expectedVersion, Edit edit) {
        return replace(id, draft, expectedVersion, edit, 0);
    }

    private Uni<BookChange> replace(
            UUID id, BookDraft draft, OptionalLong expected, Edit edit, int attempt) {
        return reader.byId(id)
                .chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(new BookChange.NoSuchBook());
                    }
                    BookItem before = found.get();
                    if (isStale(before, expected)) {
                        return Uni.createFrom().item(new BookChange.Stale());
                    }
                    Book after = BookFactory.replaced(before.book(), draft, edit.at());
                    BookItem item = with(before, after);
                    BookWrite write = BookWrite.change(before, item);
                    return transact(write, before, item, edit)
                            .chain(failedAt -> {
                                if (failedAt.equals(DONE)) {
                                    return Uni.createFrom().item(new BookChange.Done(after));
                                }
                                return failedAt.get() == write.isbnAt()
                                        ? Uni.createFrom().item(new BookChange.IsbnTaken())
                                        : retries.retry(
                                                attempt,
                                                next -> replace(id, draft, expected, edit, next));
                            });
                });
    }

    @Override
    public Uni<BookChange> delete(UUID id, OptionalLong expectedVersion, Edit edit) {
        return delete(id, expectedVersion, edit, 0);
    }

    private Uni<BookChange> delete(UUID id, OptionalLong expected, Edit edit, int attempt) {
        return reader.byId(id)
                .chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(new BookChange.NoSuchBook());
                    }
                    BookItem before = found.get();
                    if (isStale(before, expected)) {
                        return Uni.createFrom().item(new BookChange.Stale());
                    }
                    if (before.reserved() > 0) {
                        return Uni.createFrom().item(new BookChange.Held());
                    }
                    return transact(BookWrite.delete(before), before, null, edit)
                            .chain(failedAt ->
                                    failedAt.equals(DONE)
                                            ? Uni.createFrom().item(new BookChange.Deleted())
                                            : retries.retry(
                                                    attempt,
                                                    next -> delete(id, expected, edit, next)));
                });
    }

    @Override
    public Uni<StockChange> setStock(
            UUID id, int quantity, OptionalLong expectedVersion, Edit edit) {
        return stock(
                id,
                edit,
                before ->
                        isStale(before, expectedVersion)
                                ? Optional.of(new StockChange.Stale())
                                : Optional.empty(),
                before -> quantity,
                0);
    }

    @Override
    public Uni<StockChange> addStock(UUID id, int delta, Edit edit) {
        return stock(
                id,
                edit,
                before -> {
                    long sum = (long) before.book().stockQuantity() + delta;
                    // Copies that orders returned may exceed the limit already, and can be removed.
                    return sum < 0 || (delta > 0 && sum > Book.STOCK_MAX)
                            ? Optional.of(new StockChange.OutOfRange(before.book().stockQuantity()))
                            : Optional.empty();
                },
                before -> before.book().stockQuantity() + delta,
                0);
    }

    private Uni<StockChange> stock(
            UUID id,
            Edit edit,
            Function<BookItem, Optional<StockChange>> rejection,
            ToIntFunction<BookItem> quantity,
            int attempt) {
        return reader.byId(id)
                .chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(new StockChange.NoSuchBook());
                    }
                    BookItem before = found.get();
                    Optional<StockChange> rejected = rejection.apply(before);
                    if (rejected.isPresent()) {
                        return Uni.createFrom().item(rejected.get());
                    }
                    Book after =
                            BookFactory.withStock(
                                    before.book(), quantity.applyAsInt(before), edit.at());
                    BookItem item = with(before, after);
                    return transact(BookWrite.change(before, item), before, item, edit)
                            .chain(failedAt ->
                                    failedAt.equals(DONE)
                                            ? Uni.createFrom().item(new StockChange.Changed(after))
                                            : retries.retry(
                                                    attempt,
                                                    next ->
                                                            stock(
                                                                    id, edit, rejection, quantity,
                                                                    next)));
                });
    }

    private static BookItem with(BookItem before, Book after) {
        return new BookItem(after, before.importKey(), before.reserved());
    }

    private static boolean isStale(BookItem before, OptionalLong expected) {
        return expected.isPresent() && expected.getAsLong() != before.book().version();
    }

    private Uni<Optional<Integer>> transact(
            BookWrite write, @Nullable BookItem before, @Nullable BookItem after, Edit edit) {
        List<TransactWriteItem> writes = new ArrayList<>(write.allWrites());
        writes.add(BookAuditLog.change(before, after, edit));
        return reader.tables().transact(writes);
    }
}
