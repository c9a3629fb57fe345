package dev.cloudshelf.cart.client;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.Catalog;
import dev.cloudshelf.kernel.Unavailable;
import io.quarkus.cache.CaffeineCache;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The catalogue as its service tells it. A found book is remembered for a short while; that a book
 * is unknown is not, so that a new one can be bought at once. Whatever is neither a book nor a 404
 * leaves here as {@link Unavailable}: the customer has done nothing wrong.
 */
public final class CatalogClient implements Catalog {

    private static final double JITTER = 0.5;

    private final CatalogApi api;
    private final CaffeineCache books;
    private final Duration attempt;
    private final Duration deadline;
    private final Duration backoff;
    private final int retriesMax;

    public CatalogClient(CatalogApi api, CaffeineCache books, CatalogConfig config) {
        this.api = api;
        this.books = books;
        this.attempt = Duration.ofMillis(config.attemptMillis());
        this.deadline = Duration.ofMillis(config.deadlineMillis());
        this.backoff = Duration.ofMillis(config.backoffMillis());
        this.retriesMax = config.retriesMax();
    }

    @Override
    public Uni<Optional<Book>> find(UUID bookId) {
        CompletableFuture<Book> known = books.getIfPresent(bookId);
        if (known != null) {
            return Uni.createFrom().completionStage(known).map(Optional::of);
        }
        return fetch(bookId)
                .invoke(book -> books.put(bookId, CompletableFuture.completedFuture(book)))
                .map(Optional::of)
                .onFailure(CatalogClient::saysThereIsNone)
                .recoverWithItem(Optional.empty())
                .onFailure()
                .transform(fault -> new Unavailable("The catalogue", fault));
    }

    private Uni<Book> fetch(UUID bookId) {
        Uni<CatalogBook> once =
                Uni.createFrom().deferred(() -> api.book(bookId)).ifNoItem().after(attempt).fail();
        Uni<CatalogBook> answer =
                retriesMax == 0
                        ? once
                        : once.onFailure(CatalogClient::mayPass)
                                .retry()
                                .withBackOff(backoff)
                                .withJitter(JITTER)
                                .atMost(retriesMax);
        return answer.ifNoItem()
                .after(deadline)
                .fail()
                .onItem()
                .transformToUni(book -> checked(book, bookId));
    }

    private static Uni<Book> checked(CatalogBook answer, UUID bookId) {
        return Optional.ofNullable(answer)
                .flatMap(given -> given.book(bookId))
                .map(book -> Uni.createFrom().item(book))
                .orElseGet(() ->
                        Uni.createFrom()
                                .failure(
                                        new ProtocolException(
                                                "The catalogue's answer is not a book")));
    }

    private static boolean saysThereIsNone(Throwable fault) {
        return fault instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == Response.Status.NOT_FOUND.getStatusCode();
    }

    /** A refusal stays a refusal, however often it is asked again. */
    private static boolean mayPass(Throwable fault) {
        return !(fault instanceof WebApplicationException answer)
                || answer.getResponse().getStatus()
                        >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode();
    }
}
