package dev.cloudshelf.catalog.store.postgres;

import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.catalog.domain.Book;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BookLoaderTest {

    private static final int BOOKS = 40;
    private static final UUID UNKNOWN = new UUID(7, 7);

    private static final String FILL =
            """
            INSERT INTO books (id, title, author, price, category, created_at, updated_at)
            SELECT gen_random_uuid(), 'Volume ' || n, 'Somebody', 9.99, 'Fiction', now(), now()
            FROM generate_series(1, $1) AS n
            """;

    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
    private final AtomicInteger statements = new AtomicInteger();
    private final Pool pool = PostgresFixture.emptyCatalog();
    private final BookLoader loader = new BookLoader(counted(pool));
    private final List<UUID> ids = new ArrayList<>();

    /** Wraps a pool to count its statements. */
    private Pool counted(Pool counted) {
        Object counting =
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {io.vertx.sqlclient.Pool.class},
                        (self, method, arguments) -> {
                            if ("preparedQuery".equals(method.getName())) {
                                statements.incrementAndGet();
                            }
                            return method.invoke(counted.getDelegate(), arguments);
                        });
        return Pool.newInstance((io.vertx.sqlclient.Pool) counting);
    }

    @BeforeEach
    void fill() {
        await(pool.preparedQuery(FILL).execute(Tuple.of(BOOKS)));
        await(pool.query("SELECT id FROM books").execute()).forEach(row -> ids.add(row.getUUID(0)));
    }

    @AfterEach
    void close() {
        join(vertx.close().toCompletionStage().toCompletableFuture());
    }

    /** The result of a request, and the context on which it arrived. */
    private record Result(Optional<Book> book, ContextInternal where) {}

    private record Request(ContextInternal context, CompletableFuture<Result> result) {}

    private Request request(ContextInternal context, UUID id) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        context.dispatch(() ->
                loader.byId(id)
                        .subscribe()
                        .with(
                                book ->
                                        result.complete(
                                                new Result(book, ContextInternal.current())),
                                result::completeExceptionally));
        return new Request(context, result);
    }

    /** Makes requests that the event loop handles in one turn. */
    private List<Request> inOneTurn(List<UUID> wanted) {
        CompletableFuture<List<Request>> requests = new CompletableFuture<>();
        loop.runOnContext(turn ->
                requests.complete(
                        wanted.stream().map(id -> request(loop.duplicate(), id)).toList()));
        return join(requests);
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void readsOfOneTurnShareAStatementAndKeepTheirContext() {
        List<UUID> wanted = List.of(ids.get(3), ids.get(1), UNKNOWN, ids.get(3), ids.get(2));

        List<Request> requests = inOneTurn(wanted);

        for (int i = 0; i < wanted.size(); i++) {
            Result result = join(requests.get(i).result());
            assertThat(result.book().map(Book::id))
                    .isEqualTo(Optional.of(wanted.get(i)).filter(ids::contains));
            assertThat(result.where()).isSameAs(requests.get(i).context());
        }
        assertThat(statements).hasValue(1);
    }

    @Test
    void singleReadUsesTheStatementForOneBook() {
        for (UUID id : List.of(ids.getFirst(), UNKNOWN)) {
            Result result = join(inOneTurn(List.of(id)).getFirst().result());

            assertThat(result.book().map(Book::id))
                    .isEqualTo(Optional.of(id).filter(ids::contains));
        }
        assertThat(statements).hasValue(2);
    }

    @Test
    void statementReadsAreBounded() {
        List<Request> requests = inOneTurn(ids);

        assertThat(requests).allMatch(one -> join(one.result()).book().isPresent());
        assertThat(statements).hasValue(2);
    }

    @Test
    void requestsOfSeveralEventLoopsAllGetResults() {
        List<ContextInternal> loops =
                Stream.generate(() -> (ContextInternal) vertx.getOrCreateContext())
                        .limit(4)
                        .toList();
        List<CompletableFuture<Void>> customers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            customers.add(asksInTurn(loops.get(i % loops.size()), i, 20));
        }

        customers.forEach(BookLoaderTest::join);
    }

    private CompletableFuture<Void> asksInTurn(ContextInternal at, int first, int times) {
        if (times == 0) {
            return CompletableFuture.completedFuture(null);
        }
        UUID id = ids.get((first + times) % ids.size());
        CompletableFuture<Request> asked = new CompletableFuture<>();
        at.runOnContext(turn -> asked.complete(request(at.duplicate(), id)));
        return asked.thenCompose(Request::result)
                .thenCompose(result -> {
                    assertThat(result.book().map(Book::id)).contains(id);
                    return asksInTurn(at, first, times - 1);
                });
    }

    @Test
    void failureReachesItsBatchAndNoLaterRequest() {
        await(pool.query("ALTER TABLE books RENAME TO books_elsewhere").execute());

        try {
            List<Request> rejected = inOneTurn(ids.subList(0, 3));
            for (Request request : rejected) {
                assertThatThrownBy(() -> join(request.result()))
                        .hasMessageContaining("\"books\" does not exist");
            }
        } finally {
            await(pool.query("ALTER TABLE books_elsewhere RENAME TO books").execute());
        }

        List<Request> asked = inOneTurn(Collections.nCopies(3, ids.getFirst()));
        assertThat(asked).allMatch(one -> join(one.result()).book().isPresent());
    }
}
