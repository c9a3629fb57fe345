package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.StockChange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/** Sets and changes the stock of single books. */
final class StockEdits {

    private static final String SET_STOCK =
            AuditedChange.sql(
                    "changed",
                    """
                    UPDATE books
                    SET stock_quantity = $4, updated_at = $3, version = (before.book).version + 1
                    FROM before
                    WHERE id = (before.book).id
                      AND ($5::bigint IS NULL OR (before.book).version = $5)
                    """);

    private static final String ADD_STOCK =
            AuditedChange.sql(
                    "changed",
                    """
                    UPDATE books
                    SET stock_quantity = (before.book).stock_quantity + $4,
                        updated_at = $3, version = (before.book).version + 1
                    FROM before
                    WHERE id = (before.book).id
                      AND (before.book).stock_quantity::bigint + $4
                          BETWEEN 0 AND greatest(%d, (before.book).stock_quantity)
                    """
                            .formatted(Book.STOCK_MAX));

    private final Pool pool;

    StockEdits(Pool pool) {
        this.pool = pool;
    }

    Uni<StockChange> set(UUID id, int quantity, OptionalLong expectedVersion, Edit edit) {
        return change(
                SET_STOCK,
                AuditedChange.parameters(id, edit)
                        .addInteger(quantity)
                        .addLong(AuditedChange.orNull(expectedVersion)),
                id,
                book -> new StockChange.Stale());
    }

    Uni<StockChange> add(UUID id, int delta, Edit edit) {
        return change(
                ADD_STOCK,
                AuditedChange.parameters(id, edit).addInteger(delta),
                id,
                book -> new StockChange.OutOfRange(book.stockQuantity()));
    }

    private Uni<StockChange> change(
            String sql, Tuple parameters, UUID id, Function<Book, StockChange> rejection) {
        return BookRows.one(pool, sql, parameters)
                .chain(book ->
                        book.isPresent()
                                ? Uni.createFrom().item(new StockChange.Changed(book.get()))
                                : BookRows.byId(pool, id)
                                        .map(existing ->
                                                existing.map(rejection)
                                                        .orElseGet(StockChange.NoSuchBook::new)));
    }
}
