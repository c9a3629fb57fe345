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
 * Reads single books, for requests that know nothing of each other. Those that come up in the same
 * turn of the event loop are read by one statement: when many want a book, most of what a statement
 * costs is its way to the database and back. Nobody waits for others to come: a turn ends when
 * nothing more is there to be done.
 */
final class BookLoader {

    /** A statement's answer is read in one go, which must not keep the event loop for long. */
    private static final int AT_ONCE_MAX = 32;

    /** A request's wish; its answer arrives where the request runs. */
    private record PendingRead(UUID id, Promise<Optional<Book>> answer) {}

    private final SqlClient client;
    private final Queue<PendingRead> wanted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean turnEndAwaited = new AtomicBoolean();

    BookLoader(SqlClient client) {
        this.client = client;
    }

    Uni<Optional<Book>> byId(UUID id) {
        return Uni.createFrom()
                .deferred(() -> {
                    ContextInternal request = ContextInternal.current();
                    return request == null
                            ? BookRows.byId(client, id)
                            : AsyncResultUni.toUni(withOthers(request, id)::onComplete);
                });
    }

    private Future<Optional<Book>> withOthers(ContextInternal request, UUID id) {
        Promise<Optional<Book>> answer = request.promise();
        wanted.add(new PendingRead(id, answer));
        if (turnEndAwaited.compareAndSet(false, true)) {
            request.runOnContext(turnEnds -> readAll());
        }
        return answer.future();
    }

    private void readAll() {
        // First: what is wanted from now on may be missed below, and asks for a turn of its own.
        turnEndAwaited.set(false);
        List<PendingRead> together = new ArrayList<>();
        for (PendingRead next = wanted.poll(); next != null; next = wanted.poll()) {
            together.add(next);
            if (together.size() == AT_ONCE_MAX) {
                read(together);
                together = new ArrayList<>();
            }
        }
        if (!together.isEmpty()) {
            read(together);
        }
    }

    private void read(List<PendingRead> together) {
        if (together.size() == 1) {
            PendingRead alone = together.getFirst();
            BookRows.byId(client, alone.id())
                    .subscribe()
                    .with(alone.answer()::complete, alone.answer()::fail);
            return;
        }
        List<UUID> ids = new ArrayList<>(together.size());
        together.forEach(one -> ids.add(one.id()));
        BookRows.among(client, ids)
                .subscribe()
                .with(
                        books -> answer(together, books),
                        failure -> together.forEach(one -> one.answer().fail(failure)));
    }

    private static void answer(List<PendingRead> together, List<Book> books) {
        Map<UUID, Book> byId = HashMap.newHashMap(books.size());
        books.forEach(book -> byId.put(book.id(), book));
        together.forEach(one -> one.answer().complete(Optional.ofNullable(byId.get(one.id()))));
    }
}
