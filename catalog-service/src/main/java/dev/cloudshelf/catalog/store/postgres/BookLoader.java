package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.AsyncResultUni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads single books for independent requests. Requests of the same turn of the event loop share
 * one statement, because most of a statement's cost is the round trip to the database. No request
 * waits for others: the statement is sent when the turn ends.
 */
final class BookLoader {

    /** A result is read in one go, which must not block the event loop for long. */
    private static final int AT_ONCE_MAX = 32;

    /** A requested book; its result arrives on the request's own context. */
    private record PendingRead(UUID id, Promise<Optional<Book>> result) {}

    private final SqlClient client;
    private final Queue<PendingRead> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean readScheduled = new AtomicBoolean();

    BookLoader(SqlClient client) {
        this.client = client;
    }

    Uni<Optional<Book>> byId(UUID id) {
        return Uni.createFrom()
                .deferred(() -> {
                    ContextInternal request = ContextInternal.current();
                    return request == null
                            ? BookRows.byId(client, id)
                            : AsyncResultUni.toUni(batched(request, id)::onComplete);
                });
    }

    private Future<Optional<Book>> batched(ContextInternal request, UUID id) {
        Promise<Optional<Book>> result = request.promise();
        pending.add(new PendingRead(id, result));
        if (readScheduled.compareAndSet(false, true)) {
            request.runOnContext(event -> readAll());
        }
        return result.future();
    }

    private void readAll() {
        // Reset first: a request that arrives from now on may be missed below and must schedule the
        // next read.
        readScheduled.set(false);
        List<PendingRead> batch = new ArrayList<>();
        for (PendingRead next = pending.poll(); next != null; next = pending.poll()) {
            batch.add(next);
            if (batch.size() == AT_ONCE_MAX) {
                read(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            read(batch);
        }
    }

    private void read(List<PendingRead> batch) {
        if (batch.size() == 1) {
            PendingRead single = batch.getFirst();
            BookRows.byId(client, single.id())
                    .subscribe()
                    .with(single.result()::complete, single.result()::fail);
            return;
        }
        List<UUID> ids = new ArrayList<>(batch.size());
        batch.forEach(one -> ids.add(one.id()));
        BookRows.byIdsUnordered(client, ids)
                .subscribe()
                .with(
                        books -> complete(batch, books),
                        failure -> batch.forEach(one -> one.result().fail(failure)));
    }

    private static void complete(List<PendingRead> batch, List<Book> books) {
        Map<UUID, Book> byId = HashMap.newHashMap(books.size());
        books.forEach(book -> byId.put(book.id(), book));
        batch.forEach(one -> one.result().complete(Optional.ofNullable(byId.get(one.id()))));
    }
}
